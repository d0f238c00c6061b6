import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { ConfirmDialog } from '../../../foundation/web/kit/ConfirmDialog.tsx'
import { DateField } from '../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import type { GrantView, PersonView, StructureView } from '../contract.ts'
import { isRole, roles } from '../shared/roles.ts'
import styles from './people.module.css'

const refreshes = ['/api/people', '/api/roles']

/** The roles of a person, with giving and ending them for those who may (R4.6a). */
export function GrantsCard({ person }: { person: PersonView }): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const format = useFormat()
  const [giving, setGiving] = useState(false)
  const [ending, setEnding] = useState<GrantView | null>(null)
  const end = useAct('post', `/api/roles/${ending?.id ?? ''}/end`, { refreshes, onDone: () => setEnding(null) })
  return (
    <Card
      title={t('person.roles')}
      actions={
        person.grantable.length > 0 && (
          <Button variant="default" size="sm" onClick={() => setGiving(true)}>
            {t('roles.give')}
          </Button>
        )
      }
    >
      {person.grants.length === 0 && <EmptyState icon="key" title={t('roles.none')} />}
      <ul className={styles['lines']}>
        {person.grants.map((grant) => (
          <li key={grant.id}>
            <span>
              {t(`foundation:roles.${grant.role}`)}
              <span className={styles['quiet']}>
                {' '}
                {grant.unitName ? pick(grant.unitName) : (grant.groupCode ?? '')}{' '}
                {t(grant.endsOn ? 'roles.from-to' : 'roles.from', {
                  from: format.date(grant.startsOn),
                  to: grant.endsOn ? format.date(grant.endsOn) : '',
                })}
              </span>
            </span>
            {person.grantable.includes(grant.role) && (
              <Button variant="subtle" color="red" size="sm" onClick={() => setEnding(grant)}>
                {t('roles.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {giving && <GrantDialog person={person} onClose={() => setGiving(false)} />}
      <ConfirmDialog
        open={ending !== null}
        title={t('roles.end-ask', { role: ending ? t(`foundation:roles.${ending.role}`) : '' })}
        confirmLabel={t('roles.end')}
        danger
        pending={end.isPending}
        problem={end.error}
        onConfirm={() => end.mutate({})}
        onClose={() => setEnding(null)}
      >
        {t('roles.end-text')}
      </ConfirmDialog>
    </Card>
  )
}

function GrantDialog({ person, onClose }: { person: PersonView; onClose: () => void }): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const [role, setRole] = useState(person.grantable[0] ?? '')
  const scope = isRole(role) ? roles[role].scope : 'none'
  const units = useApi<StructureView>('/api/structure', { enabled: scope === 'unit' }).data?.units ?? []
  const groups = useApi<{ groups: { id: string; code: string }[] }>('/api/groups', { enabled: scope === 'group' }).data?.groups ?? []
  const give = useAct('post', `/api/people/${person.personId}/roles`, { refreshes, onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={t('roles.give')}>
      <Form<Record<string, unknown>>
        initial={{ unitId: '', groupId: '', endsOn: '' }}
        problem={give.error}
        pending={give.isPending}
        submitLabel={t('roles.give')}
        onSubmit={(values) =>
          give.mutate({
            body: {
              role,
              unitId: (scope === 'unit' && values['unitId']) || null,
              groupId: (scope === 'group' && values['groupId']) || null,
              endsOn: values['endsOn'] || null,
            },
          })
        }
      >
        <SelectField
          name="role"
          label={t('roles.role')}
          value={role}
          onChange={setRole}
          options={person.grantable.map((value) => ({ value, label: t(`foundation:roles.${value}`) }))}
        />
        {scope === 'unit' && (
          <SelectField
            name="unitId"
            label={t('unit.title')}
            placeholder={t('roles.whole')}
            options={units.map((one) => ({ value: one.id, label: pick(one.name) }))}
          />
        )}
        {scope === 'group' && (
          <SelectField
            name="groupId"
            label={t('person.groups')}
            placeholder={t('roles.own-groups')}
            options={groups.map((one) => ({ value: one.id, label: one.code }))}
          />
        )}
        <DateField name="endsOn" label={t('roles.until')} hint={t('roles.until-hint')} />
        {isRole(role) && roles[role].secondFactor && <Notice>{t('roles.second-factor')}</Notice>}
      </Form>
    </Dialog>
  )
}
