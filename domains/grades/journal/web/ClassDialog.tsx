import { use, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { civilDate } from '../../../../foundation/i18n/format.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { DateField } from '../../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { FormContext } from '../../../../foundation/web/kit/form-context.ts'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { useGo } from '../../../../foundation/web/navigation/use-go.ts'
import { parseTime } from '../../../../foundation/i18n/format.ts'
import type { ClassView, JournalView } from '../contract.ts'
import { classKinds } from '../shared/presence.ts'
import { clock } from './clock.ts'

/** A class to write: nothing yet, one of the timetable, or one that stands in the journal. */
export type ClassDraft = Partial<ClassView>

interface Values extends Record<string, unknown> {
  heldOn: string
  time: string
  kind: string
  hours: number | null
  topic: string
  groupId: string
  marked: boolean
  maxPoints: number | null
  partId: string
}

/** Writes a class into the journal or corrects it; a new one leads on to taking attendance. */
export function ClassDialog({ view, draft, onClose }: { view: JournalView; draft: ClassDraft; onClose: () => void }): ReactNode {
  const t = useText('grades-journal')
  const go = useGo()
  const { id: offeringId } = view.offering
  const done = { refreshes: [`/api/offerings/${offeringId}/journal`] }
  const add = useAct<{ id: string }>('post', '/api/offerings/{offeringId}/journal/classes', {
    ...done,
    onDone: ({ id }) => {
      onClose()
      go(`/courses/${offeringId}/journal/${id}`)
    },
  })
  const edit = useAct('put', '/api/offerings/{offeringId}/journal/classes/{classId}', { ...done, onDone: onClose })
  const remove = useAct('delete', '/api/offerings/{offeringId}/journal/classes/{classId}', { ...done, onDone: onClose })
  const { id: classId } = draft
  const initial: Values = {
    heldOn: draft.heldOn ?? civilDate(new Date()),
    time: draft.startsAt === undefined || draft.startsAt === null ? '' : clock(draft.startsAt),
    kind: draft.kind ?? 'lecture',
    hours: draft.hours ?? 2,
    topic: draft.topic ?? '',
    groupId: draft.groupId ?? '',
    marked: false,
    maxPoints: 5,
    partId: '',
  }
  const submit = (values: Values): void => {
    const time = values.time ? parseTime(values.time) : null
    const [hour = 0, minute = 0] = (time ?? '').split(':').map(Number)
    const body = {
      groupId: values.groupId || null,
      heldOn: values.heldOn,
      startsAt: time === null ? null : hour * 60 + minute,
      kind: values.kind,
      hours: values.hours,
      topic: values.topic,
    }
    if (classId) edit.mutate({ path: { offeringId, classId }, body })
    else
      add.mutate({
        path: { offeringId },
        body: { ...body, marks: values.marked ? { maxPoints: values.maxPoints, partId: values.partId || null } : null },
      })
  }
  return (
    <Dialog open onClose={onClose} title={t(classId ? 'edit-title' : 'add-title')} size="m">
      <Form
        initial={initial}
        problem={(classId ? edit.error : add.error) ?? remove.error}
        pending={add.isPending || edit.isPending}
        submitLabel={t(classId ? 'save' : 'add-submit')}
        check={({ topic, time }) => [
          ...(topic.trim() ? [] : [{ path: 'topic', message: t('topic-missing') }]),
          ...(time && parseTime(time) === null ? [{ path: 'time', message: t('time-wrong') }] : []),
        ]}
        actions={
          classId && !draft.taken ? (
            <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate({ path: { offeringId, classId } })}>
              {t('remove')}
            </Button>
          ) : undefined
        }
        onSubmit={submit}
      >
        <TextField name="topic" label={t('topic')} required maxLength={500} autoFocus />
        <FieldPair>
          <DateField name="heldOn" label={t('day')} required max={civilDate(new Date())} />
          <TextField name="time" label={t('time')} hint={t('time-hint')} maxLength={5} inputMode="numeric" />
        </FieldPair>
        <FieldPair>
          <SelectField name="kind" label={t('kind')} options={classKinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))} />
          <NumberField name="hours" label={t('hours')} min={1} max={8} decimals={0} required />
        </FieldPair>
        {view.groups.length > 0 && !draft.taken && (
          <SelectField
            name="groupId"
            label={t('group')}
            options={[{ value: '', label: t('all-groups') }, ...view.groups.map((one) => ({ value: one.id, label: one.code }))]}
          />
        )}
        {!classId && <MarksOfClass view={view} />}
      </Form>
    </Dialog>
  )
}

/** Whether marks are given at the class, and if so, out of how many points and to what part of the grade. */
function MarksOfClass({ view }: { view: JournalView }): ReactNode {
  const t = useText('grades-journal')
  const pick = usePick()
  const marked = use(FormContext)?.values['marked'] === true
  return (
    <>
      <CheckField name="marked" label={t('marked')} hint={t('marked-hint')} />
      {marked && (
        <FieldPair>
          <NumberField name="maxPoints" label={t('max-points')} min={0} max={1000} required />
          <SelectField
            name="partId"
            label={t('part')}
            options={[{ value: '', label: t('no-part') }, ...view.parts.map((one) => ({ value: one.id, label: pick(one.title) }))]}
          />
        </FieldPair>
      )}
    </>
  )
}
