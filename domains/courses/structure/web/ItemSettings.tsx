import { useState, type ReactNode } from 'react'
import { civilDate, toInstant } from '../../../../foundation/i18n/moment.ts'
import { asProblem, type ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { DateField } from '../../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { itemParts } from '../../complex/shared/parts.ts'
import type { EditedItem, StructureView } from '../contract.ts'
import styles from './Arrange.module.css'
import { NeedsField, type DraftNeed } from './NeedsField.tsx'

type Values = Record<string, unknown>

/** Dates, time, part, topics and conditions of an item, in one place. Only what was changed is sent. */
export function ItemSettings({ course, item, onClose }: { course: StructureView; item: EditedItem; onClose: () => void }): ReactNode {
  const t = useText('courses')
  const own = useText('courses-structure')
  const parts = useText('courses-complex')
  const pick = usePick()
  const had: DraftNeed[] = (item.needs ?? []).map(({ itemId, minPercent }) => ({ itemId, minPercent: minPercent === null ? '' : String(minPercent) }))
  const [needs, setNeeds] = useState(had)
  const [pending, setPending] = useState(false)
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  const day = (at: string | null): string => (at ? civilDate(at) : '')
  const initial: Values = {
    opensAt: day(item.opensAt),
    dueAt: day(item.dueAt),
    minutes: item.minutes ? String(item.minutes) : '',
    part: item.part ?? '',
    ...Object.fromEntries(course.topics.map(({ id }) => [`topic:${id}`, item.topics.includes(id)])),
  }
  const submit = async (values: Values): Promise<void> => {
    setPending(true)
    setRefused(null)
    const path = { itemId: item.id }
    const changed = (name: string): boolean => values[name] !== initial[name]
    const instant = (name: string, time: string): string | null => (values[name] ? toInstant(String(values[name]), time) : null)
    try {
      if (changed('opensAt') || changed('dueAt') || changed('minutes'))
        await act('patch', '/api/items/{itemId}', {
          path,
          body: {
            ...(changed('opensAt') ? { opensAt: instant('opensAt', '00:00') } : {}),
            ...(changed('dueAt') ? { dueAt: instant('dueAt', '23:59') } : {}),
            ...(changed('minutes') ? { minutes: Number(values['minutes']) || null } : {}),
          },
        })
      if (changed('part')) await act('put', '/api/items/{itemId}/part', { path, body: { part: values['part'] || null } })
      if (course.topics.some(({ id }) => changed(`topic:${id}`))) {
        const topicIds = course.topics.filter(({ id }) => values[`topic:${id}`] === true).map(({ id }) => id)
        await act('put', '/api/items/{itemId}/topics', { path, body: { topicIds } })
      }
      if (JSON.stringify(needs) !== JSON.stringify(had)) {
        const wanted = needs.filter(({ itemId }) => itemId).map(({ itemId, minPercent }) => ({ itemId, minPercent: Number(minPercent) || null }))
        await act('put', '/api/items/{itemId}/conditions', { path, body: { needs: wanted } })
      }
      notify(t('saved'), 'good')
      onClose()
    } catch (failure) {
      setRefused(asProblem(failure))
    }
    // What was kept before a refusal is kept.
    await refresh(`/api/offerings/${course.id}/`, `/api/items/${item.id}`)
    setPending(false)
  }
  return (
    <Dialog open size="m" onClose={onClose} title={own('settings-title', { title: pick(item.title) })}>
      <Form initial={initial} problem={refused} pending={pending} submitLabel={t('save')} onSubmit={(values: Values) => void submit(values)}>
        <FieldPair>
          <DateField name="opensAt" label={t('edit-item.opens')} />
          <DateField name="dueAt" label={t('edit-item.due')} hint={t('edit-item.due-hint')} />
        </FieldPair>
        <TextField name="minutes" inputMode="numeric" label={t('edit-item.minutes')} />
        <NeedsField course={course} item={item} needs={needs} onChange={setNeeds} />
        <SelectField
          name="part"
          label={parts('part')}
          placeholder={own('part-guessed')}
          options={itemParts.map((one) => ({ value: one, label: parts(`parts.${one}`) }))}
        />
        <fieldset className={styles['needs']}>
          <legend>{own('topics')}</legend>
          {course.topics.length === 0 ? (
            <p className={styles['soft']}>{own('no-topics')}</p>
          ) : (
            course.topics.map((topic, at) => (
              <CheckField key={topic.id} name={`topic:${topic.id}`} label={own('topic', { number: at + 1, title: pick(topic.title) })} />
            ))
          )}
        </fieldset>
      </Form>
    </Dialog>
  )
}
