import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { Tabs } from '../../../foundation/web/kit/Tabs.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { NamedView, SpecialityView, StandardView } from '../contract.ts'
import { FieldDialog, SpecialityDialog } from './registry-dialogs.tsx'
import { StandardDialog } from './StandardDialog.tsx'

/** The registry: specialities with their bans (R4.2b), state standards (R4.2a), fields (R1.1). */
export default function RegistryPage(): ReactNode {
  const t = useText('programmes')
  return (
    <Page title={t('nav.registry')} lead={t('registry.lead')}>
      <Tabs
        label={t('nav.registry')}
        tabs={[
          { key: 'specialities', label: t('registry.specialities'), render: () => <Specialities /> },
          { key: 'standards', label: t('registry.standards'), render: () => <Standards /> },
          { key: 'fields', label: t('registry.fields'), render: () => <Fields /> },
        ]}
      />
    </Page>
  )
}

function Add({ label, onClick }: { label: string; onClick: () => void }): ReactNode {
  return useMay()('registry.manage') ? (
    <div>
      <Button leftSection={<Icon name="plus" />} onClick={onClick}>
        {label}
      </Button>
    </div>
  ) : null
}

function Specialities(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const manages = useMay()('registry.manage')
  const [open, setOpen] = useState<SpecialityView | 'new' | null>(null)
  const specialities = useApi<{ specialities: SpecialityView[] }>('/api/specialities')
  return (
    <Stack>
      <Add label={t('registry.add-speciality')} onClick={() => setOpen('new')} />
      <Loaded from={specialities} skeleton={<SkeletonTable />}>
        {({ specialities: all }) => (
          <DataTable
            caption={t('registry.specialities')}
            rows={all}
            rowKey={(one) => one.id}
            initialSort={{ key: 'code', descending: false }}
            empty={<EmptyState icon="regulation" title={t('registry.none')} />}
            columns={[
              { key: 'code', title: t('code'), nowrap: true, render: (one) => one.code, sortBy: (one) => one.code },
              { key: 'name', title: t('speciality'), phone: 'title', render: (one) => pick(one.name), sortBy: (one) => pick(one.name) },
              { key: 'level', title: t('level'), render: (one) => t(`levels.${one.level}`), sortBy: (one) => one.level },
              {
                key: 'online',
                title: t('registry.online'),
                sortBy: (one) => Number(one.onlineForbidden),
                render: (one) =>
                  one.onlineForbidden ? (
                    <>
                      <StatusBadge tone="bad">{t('forbidden.short')}</StatusBadge> <ClauseTag clause="R4.2b" />
                      <br />
                      {pick(one.forbiddenBasis)}
                      {one.forbiddenFrom && (
                        <>
                          <br />
                          {t(one.forbiddenTo ? 'forbidden.between' : 'forbidden.from', {
                            from: format.date(one.forbiddenFrom),
                            to: one.forbiddenTo ? format.date(one.forbiddenTo) : '',
                          })}
                        </>
                      )}
                    </>
                  ) : (
                    <StatusBadge tone="good">{t('forbidden.allowed')}</StatusBadge>
                  ),
              },
              ...(manages
                ? [
                    {
                      key: 'act',
                      title: t('action'),
                      render: (one: SpecialityView) => (
                        <Button variant="subtle" size="sm" onClick={() => setOpen(one)}>
                          {t('change')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
      {open && <SpecialityDialog {...(open === 'new' ? {} : { speciality: open })} onClose={() => setOpen(null)} />}
    </Stack>
  )
}

function Standards(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const manages = useMay()('registry.manage')
  const [open, setOpen] = useState<StandardView | 'new' | null>(null)
  const [shown, setShown] = useState<StandardView | null>(null)
  const standards = useApi<{ standards: StandardView[] }>('/api/standards')
  return (
    <Stack>
      <Add label={t('registry.add-standard')} onClick={() => setOpen('new')} />
      <Loaded from={standards} skeleton={<SkeletonTable />}>
        {({ standards: all }) => (
          <DataTable
            caption={t('registry.standards')}
            rows={all}
            rowKey={(one) => one.id}
            initialSort={{ key: 'code', descending: false }}
            empty={<EmptyState icon="regulation" title={t('registry.none')} />}
            columns={[
              { key: 'code', title: t('code'), nowrap: true, render: (one) => one.code, sortBy: (one) => one.code },
              { key: 'name', title: t('standard'), phone: 'title', render: (one) => pick(one.name), sortBy: (one) => pick(one.name) },
              {
                key: 'approved',
                title: t('versions.approved'),
                nowrap: true,
                render: (one) => format.date(one.approvedOn),
                sortBy: (one) => one.approvedOn,
              },
              {
                key: 'credits',
                title: t('credits'),
                align: 'end',
                render: (one) => format.number(one.totalCredits),
                sortBy: (one) => one.totalCredits,
              },
              { key: 'practice', title: t('kinds.practice'), align: 'end', render: (one) => format.number(one.practiceCredits) },
              { key: 'attestation', title: t('kinds.attestation'), align: 'end', render: (one) => format.number(one.attestationCredits) },
              {
                key: 'outcomes',
                title: t('registry.demands'),
                render: (one) => (
                  <Button variant="subtle" size="sm" onClick={() => setShown(one)}>
                    {t('registry.demands-count', { count: one.outcomes.length })}
                  </Button>
                ),
              },
              ...(manages
                ? [
                    {
                      key: 'act',
                      title: t('action'),
                      render: (one: StandardView) => (
                        <Button variant="subtle" size="sm" onClick={() => setOpen(one)}>
                          {t('change')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
      {open && <StandardDialog {...(open === 'new' ? {} : { standard: open })} onClose={() => setOpen(null)} />}
      {shown && (
        <Dialog open onClose={() => setShown(null)} title={shown.code} size="m">
          <ul>
            {shown.outcomes.map((one) => (
              <li key={one.code}>
                <b>{one.code}</b> {pick(one.text)}
                {one.minCredits !== null && ` · ${t('registry.at-least', { count: one.minCredits })}`}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </Stack>
  )
}

function Fields(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const manages = useMay()('registry.manage')
  const [open, setOpen] = useState<NamedView | 'new' | null>(null)
  const fields = useApi<{ fields: NamedView[] }>('/api/fields')
  return (
    <Stack>
      <Add label={t('registry.add-field')} onClick={() => setOpen('new')} />
      <Loaded from={fields} skeleton={<SkeletonTable />}>
        {({ fields: all }) => (
          <DataTable
            caption={t('registry.fields')}
            rows={all}
            rowKey={(one) => one.id}
            columns={[
              { key: 'name', title: t('field'), phone: 'title', render: (one) => pick(one.name), sortBy: (one) => pick(one.name) },
              { key: 'code', title: t('code'), render: (one) => one.code },
              ...(manages
                ? [
                    {
                      key: 'act',
                      title: t('action'),
                      render: (one: NamedView) => (
                        <Button variant="subtle" size="sm" onClick={() => setOpen(one)}>
                          {t('change')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
      {open && <FieldDialog {...(open === 'new' ? {} : { field: open })} onClose={() => setOpen(null)} />}
    </Stack>
  )
}
