import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { SearchField } from '../../../foundation/web/kit/SearchField.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { GroupView, OfferingView } from '../contract.ts'
import { PersonField } from './PersonField.tsx'

const refreshes = ['/api/offerings', '/api/terms', '/api/groups', '/api/my']

/** Places and language of an offering; more places let in who waits. */
export function PlacesDialog({ offering, onClose }: { offering: OfferingView; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const save = useAct('put', '/api/offerings/{id}', { refreshes, onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={t('offering.edit')}>
      <Form
        initial={{ places: offering.places, language: offering.language }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(body) => save.mutate({ path: { id: offering.id }, body })}
      >
        <NumberField name="places" label={t('terms.places')} hint={t('terms.places-hint')} decimals={0} min={1} max={10_000} />
        <SelectField name="language" label={t('language')} options={['ky', 'ru', 'en'].map((value) => ({ value, label: t(`languages.${value}`) }))} />
      </Form>
    </Dialog>
  )
}

/** Assigns a teacher to all of an offering or one kind of lessons. */
export function TeacherDialog({ offeringId, onClose }: { offeringId: string; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const assign = useAct('post', '/api/offerings/{offeringId}/teachers', { refreshes, onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={t('offering.assign')} size="m">
      <Form
        initial={{ personId: '', kind: 'all' }}
        problem={assign.error}
        pending={assign.isPending}
        submitLabel={t('add')}
        onSubmit={(body) => assign.mutate({ path: { offeringId }, body })}
      >
        <PersonField source="/api/offerings/{offeringId}/teacher-candidates" path={{ offeringId }} label={t('teacher')} />
        <SelectField
          name="kind"
          label={t('offering.teaches')}
          options={['all', 'lecture', 'practical', 'laboratory', 'seminar'].map((value) => ({ value, label: t(`lessons.${value}`) }))}
        />
      </Form>
    </Dialog>
  )
}

/** Enrols a whole group, or one student. */
export function EnrolDialog({ offeringId, onClose }: { offeringId: string; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const may = useMay()
  const [whom, setWhom] = useState('group')
  const groups = useApi<{ groups: GroupView[] }>('/api/groups', { enabled: may('group.read') }).data?.groups ?? []
  const enrol = useAct<{ enrolled: number }>('post', '/api/offerings/{offeringId}/students', {
    refreshes,
    onDone: ({ enrolled }) => {
      notify(t('offering.enrolled', { count: enrolled }), 'good')
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t('offering.enrol')} size="m">
      <Form
        initial={{ groupId: '', personId: '' }}
        problem={enrol.error}
        pending={enrol.isPending}
        submitLabel={t('offering.enrol')}
        onSubmit={({ groupId, personId }) => enrol.mutate({ path: { offeringId }, body: whom === 'group' ? { groupId } : { personIds: [personId] } })}
      >
        <SelectField
          label={t('offering.whom')}
          value={whom}
          onChange={setWhom}
          options={['group', 'single'].map((value) => ({ value, label: t(`offering.whom-${value}`) }))}
        />
        {whom === 'group' ? (
          <SearchField name="groupId" label={t('group')} required options={groups.map((one) => ({ value: one.id, label: one.code }))} />
        ) : (
          <PersonField source="/api/offerings/{offeringId}/student-candidates" path={{ offeringId }} label={t('student')} />
        )}
      </Form>
    </Dialog>
  )
}
