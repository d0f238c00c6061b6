import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Pagination } from '../../../foundation/web/kit/Pagination.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { Tabs } from '../../../foundation/web/kit/Tabs.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import { useMay, useMe } from '../../../foundation/web/session/me.ts'
import type { HoldersView, PermissionsView } from '../contract.ts'
import { isRole, roles } from '../shared/roles.ts'
import styles from './people.module.css'

/** What every role may do, from the table that the server itself asks; and who holds which (R4.6a). */
export default function RolesPage(): ReactNode {
  const t = useText('people')
  const may = useMay()
  const rights = { key: 'rights', label: t('roles.rights-tab'), render: () => <RightsTab /> }
  return (
    <Page
      title={t('nav.roles')}
      actions={may('role.read') && <AppLink to="/api/docs">{t('roles.api')}</AppLink>}
      lead={
        <>
          {t('roles.lead')} <ClauseTag clause="R4.6a" />
        </>
      }
    >
      {may('role.read') ? (
        <Tabs label={t('nav.roles')} tabs={[rights, { key: 'holders', label: t('roles.holders-tab'), render: () => <HoldersTab /> }]} />
      ) : (
        <RightsTab />
      )}
    </Page>
  )
}

function RightsTab(): ReactNode {
  const t = useText('people')
  const me = useMe()
  const [asked, setAsked] = useQueryValue('role')
  const table = useApi<PermissionsView>('/api/permissions')
  const own = me?.roles[0]?.role
  return (
    <Loaded from={table}>
      {({ roles: all, abilities }) => {
        const role = all.find((one) => one.role === (asked || own)) ?? all[0]
        if (!role) return null
        const held = abilities.flatMap((one) => {
          const scopes = [...new Set([...(one.roles[role.role] ?? []), ...(one.roles['*'] ?? [])])]
          return scopes.length > 0 ? [{ ...one, scopes }] : []
        })
        return (
          <Stack gap="l">
            <SelectField
              label={t('roles.role')}
              value={role.role}
              onChange={setAsked}
              options={all.map((one) => ({ value: one.role, label: t(`foundation:roles.${one.role}`) }))}
            />
            <Card
              title={t(`foundation:roles.${role.role}`)}
              actions={role.secondFactor && <StatusBadge tone="info">{t('roles.factor-badge')}</StatusBadge>}
            >
              <Stack>
                <p>
                  <strong>{t('roles.rights')}</strong> {t(`role-texts.${role.role}.rights`)}
                </p>
                <p>
                  <strong>{t('roles.duties')}</strong> {t(`role-texts.${role.role}.duties`)}
                </p>
              </Stack>
            </Card>
            <Card title={t('roles.may')} note={t('roles.may-note')}>
              <ul className={styles['abilities']}>
                {held.map((one) => (
                  <li key={one.ability}>
                    <AbilityName domain={one.domain} ability={one.ability} />{' '}
                    <span className={styles['quiet']}>({one.scopes.map((scope) => t(`scopes.${scope}`)).join('; ')})</span>
                  </li>
                ))}
              </ul>
            </Card>
          </Stack>
        )
      }}
    </Loaded>
  )
}

/** The text `abilities.<ability>` of the domain that declares it (the foundation’s stand in `account`), or of ours; else the raw name. */
function AbilityName({ domain, ability }: { domain: string; ability: string }): ReactNode {
  const t = useText('people')
  const key = `abilities.${ability}`
  const text = [domain === 'foundation' ? 'account' : domain, 'people'].map((space) => t(`${space}:${key}`)).find((one) => one !== key)
  return text ? <span>{text}</span> : <code className={styles['raw']}>{ability}</code>
}

function HoldersTab(): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const format = useFormat()
  const may = useMay()
  const [role, setRole] = useQueryValue('held')
  const [page, setPage] = useQueryValue('page')
  const holders = useApi<HoldersView>('/api/roles', { query: { role, page: page || 1 }, keepPrevious: true })
  return (
    <Stack>
      <Loaded from={holders} skeleton={<SkeletonTable />}>
        {(found) => (
          <>
            <SelectField
              label={t('roles.role')}
              placeholder={t('roles.any')}
              value={role}
              onChange={(value) => {
                setRole(value)
                setPage('')
              }}
              options={Object.entries(found.counts)
                .map(([value, count]) => ({ value, label: `${t(`foundation:roles.${value}`)} (${format.number(count)})` }))
                .toSorted((a, b) => format.compare(a.label, b.label))}
            />
            <DataTable
              caption={t('roles.holders-tab')}
              rows={found.holders}
              rowKey={(one) => one.id}
              columns={[
                {
                  key: 'name',
                  title: t('person.name'),
                  phone: 'title',
                  render: (one) =>
                    may('person.read') ? <AppLink to={`/people/${one.person.personId}`}>{format.name(one.person)}</AppLink> : format.name(one.person),
                },
                { key: 'role', title: t('roles.role'), render: (one) => t(`foundation:roles.${one.role}`) },
                {
                  key: 'scope',
                  title: t('roles.scope'),
                  render: (one) =>
                    one.unitName
                      ? pick(one.unitName)
                      : (one.groupCode ?? (isRole(one.role) && roles[one.role].scope === 'unit' ? t('roles.whole') : '–')),
                },
                { key: 'from', title: t('roles.since'), nowrap: true, render: (one) => format.date(one.startsOn) },
              ]}
            />
            <Pagination page={Number(page || 1)} pages={found.pages} total={found.total} onPage={(next) => setPage(String(next))} />
          </>
        )}
      </Loaded>
    </Stack>
  )
}
