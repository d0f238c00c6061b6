import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { civilDate, parseTime, toInstant } from '../../../foundation/i18n/format.ts'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DateField } from '../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { useField } from '../../../foundation/web/kit/form-context.ts'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { DeadlinesView } from '../../courses/web/index.ts'
import styles from './Work.module.css'

/** Deadlines of single students: who has one, until when, why; the teacher gives and takes them back. */
export function OwnDeadlines({ itemId }: { itemId: string }): ReactNode {
  const t = useText('assignments')
  const found = useApi<DeadlinesView>('/api/items/{itemId}/deadlines', { path: { itemId } })
  return (
    <details>
      <summary>
        {t('deadlines.title')}
        {found.data && found.data.granted.length > 0 ? ` (${found.data.granted.length})` : ''}
      </summary>
      <Loaded from={found}>{(view: DeadlinesView) => <List itemId={itemId} view={view} />}</Loaded>
    </details>
  )
}

function List({ itemId, view }: { itemId: string; view: DeadlinesView }): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const [giving, setGiving] = useState(false)
  const withdraw = useAct('delete', '/api/items/{itemId}/deadlines/{personId}', { refreshes: [`/api/items/${itemId}`] })
  if (!view.dueAt) return <p>{t('deadlines.no-deadline')}</p>
  return (
    <>
      {view.granted.length === 0 && <p>{t('deadlines.none')}</p>}
      <ul className="plain-list">
        {view.granted.map((one) => (
          <li key={one.person.id} className={styles['deadline']}>
            <span>
              <strong>{format.name(one.person)}</strong>: {format.dateTime(one.dueAt)}
              <br />
              <small>
                {one.reason} · {format.name(one.grantedBy, 'short')}, {format.date(one.grantedAt)}
              </small>
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={t('deadlines.withdraw-of', { name: format.name(one.person) })}
              onClick={() => withdraw.mutate({ path: { itemId, personId: one.person.id } })}
            >
              {t('deadlines.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => setGiving(true)}>
        {t('deadlines.give')}
      </Button>
      {giving && <GiveDialog itemId={itemId} view={view} onClose={() => setGiving(false)} />}
    </>
  )
}

interface Values extends Record<string, unknown> {
  day: string
  time: string
  reason: string
}

function GiveDialog({ itemId, view, onClose }: { itemId: string; view: DeadlinesView; onClose: () => void }): ReactNode {
  const t = useText('assignments')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const give = useAct('put', '/api/items/{itemId}/deadlines', { refreshes: [`/api/items/${itemId}`], onDone: onClose })
  const turn = (id: string): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <Dialog open onClose={onClose} title={t('deadlines.give')} size="m">
      <Form
        initial={{ day: '', time: '23:59', reason: '' } as Values}
        problem={give.error}
        pending={give.isPending}
        submitLabel={t('deadlines.save')}
        check={({ day, time, reason }) => [
          ...(chosen.size > 0 ? [] : [{ path: 'students', message: t('deadlines.nobody') }]),
          ...(day ? [] : [{ path: 'day', message: t('deadlines.no-day') }]),
          ...(parseTime(time) === null ? [{ path: 'time', message: t('deadlines.no-time') }] : []),
          ...(reason.trim().length >= 3 ? [] : [{ path: 'reason', message: t('deadlines.no-reason') }]),
        ]}
        onSubmit={({ day, time, reason }) =>
          give.mutate({ path: { itemId }, body: { personIds: [...chosen], dueAt: toInstant(day, parseTime(time) ?? '23:59'), reason } })
        }
      >
        <Students students={view.students} chosen={chosen} onTurn={turn} />
        <FieldPair>
          <DateField name="day" label={t('deadlines.day')} required min={civilDate(view.dueAt ?? new Date())} />
          <TextField name="time" label={t('deadlines.time')} maxLength={5} inputMode="numeric" required />
        </FieldPair>
        <TextField name="reason" label={t('deadlines.reason')} hint={t('deadlines.reason-hint')} lines={2} maxLength={500} required />
      </Form>
    </Dialog>
  )
}

/** Who is given the deadline; that nobody was chosen yet is said here. */
function Students(props: { students: DeadlinesView['students']; chosen: ReadonlySet<string>; onTurn: (id: string) => void }): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const { error } = useField<boolean>({ name: 'students' }, false)
  return (
    <>
      <fieldset className={styles['students']}>
        <legend>{t('deadlines.students', { count: props.chosen.size })}</legend>
        {props.students.map((one) => (
          <label key={one.id}>
            <input type="checkbox" checked={props.chosen.has(one.id)} onChange={() => props.onTurn(one.id)} />
            <span>
              {format.name(one)} {one.group && <small>{one.group}</small>}
            </span>
          </label>
        ))}
      </fieldset>
      {error && props.chosen.size === 0 && (
        <p role="alert" className={styles['fault']}>
          {error}
        </p>
      )}
    </>
  )
}
