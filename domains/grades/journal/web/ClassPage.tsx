import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { asProblem, type ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { ClassView, JournalView } from '../contract.ts'
import { presences, type Presence } from '../shared/presence.ts'
import styles from './Journal.module.css'
import { clock } from './clock.ts'

type Student = JournalView['students'][number]

/** What the teacher has said on this page and not saved yet, by student. */
interface Said {
  state?: Presence
  note?: string
  points?: number | null
}
type Draft = Record<string, Said>

const store = deviceStore<Draft>('portal-attendance-drafts')

/** Taking attendance, on a phone in the classroom: everybody is there unless said otherwise; what is said stays on the device until saved. */
export default function ClassPage(): ReactNode {
  const t = useText('grades-journal')
  const pick = usePick()
  const { date: day } = useFormat()
  const { offeringId = '', classId = '' } = usePathValues()
  const found = useApi<JournalView>('/api/offerings/{offeringId}/journal', { path: { offeringId } })
  const held = found.data?.classes.find((one) => one.id === classId)
  return (
    <Page
      title={held?.topic ?? t('one')}
      savedAt={found.savedAt}
      crumbs={[
        { label: found.data ? pick(found.data.offering.name) : '…', to: `/courses/${offeringId}` },
        { label: t('title'), to: `/courses/${offeringId}/journal` },
      ]}
      lead={
        held &&
        `${day(held.heldOn)}${held.startsAt === null ? '' : `, ${clock(held.startsAt)}`} · ${t(`kinds.${held.kind}`)} · ${t('hours-of', { count: held.hours })}`
      }
    >
      <Loaded from={found}>
        {(view: JournalView) => {
          const at = view.classes.findIndex((one) => one.id === classId)
          const one = view.classes[at]
          return one ? <Roll view={view} held={one} at={at} /> : <EmptyState icon="not-found" title={t('gone')} />
        }}
      </Loaded>
    </Page>
  )
}

function Roll({ view, held, at }: { view: JournalView; held: ClassView; at: number }): ReactNode {
  const t = useText('grades-journal')
  const format = useFormat()
  const offeringId = view.offering.id
  const students = view.students.filter((one) => held.groupId === null || one.groupId === held.groupId)
  const [draft, setDraft] = useState<Draft>({})
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const touched = useRef(false)
  useEffect(() => {
    void store.get(held.id).then((kept) => {
      if (kept && !touched.current) setDraft(kept)
    })
  }, [held.id])
  const say = (personId: string, part: Said): void => {
    touched.current = true
    const next = { ...draft, [personId]: { ...draft[personId], ...part } }
    setDraft(next)
    void store.put(held.id, next)
  }
  const was = (one: Student): Presence | null => one.states[at] ?? null
  const now = (one: Student): Presence => draft[one.person.id]?.state ?? was(one) ?? 'present'
  const noteOf = (one: Student): string => draft[one.person.id]?.note ?? one.notes[at] ?? ''
  const pointsOf = (one: Student): number | null => {
    const said = draft[one.person.id]?.points
    return said === undefined ? (one.points[at] ?? null) : said
  }
  const moved = (one: Student): boolean =>
    now(one) !== was(one) || (draft[one.person.id]?.note !== undefined && noteOf(one) !== (one.notes[at] ?? ''))
  const marked = students.filter((one) => pointsOf(one) !== (one.points[at] ?? null))
  const changed = students.filter(moved)
  const away = students.filter((one) => now(one) === 'absent' || now(one) === 'excused').length
  const needsWhy = problem?.type.endsWith('journal-why') ?? false
  const save = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      if (changed.length > 0)
        await act('put', '/api/offerings/{offeringId}/journal/classes/{classId}/presence', {
          path: { offeringId, classId: held.id },
          body: {
            rows: changed.map((one) => ({ personId: one.person.id, was: was(one), state: now(one), note: noteOf(one) || null })),
            why: why.trim() || null,
          },
        })
      if (marked.length > 0 && held.columnId)
        await act('post', '/api/offerings/{offeringId}/gradebook/marks', {
          path: { offeringId },
          body: {
            changes: marked.map((one) => ({ personId: one.person.id, columnId: held.columnId, was: one.points[at] ?? null, points: pointsOf(one) })),
            why: null,
          },
        })
      await refresh(`/api/offerings/${offeringId}/journal`)
      await store.remove(held.id)
      touched.current = false
      setDraft({})
      setWhy('')
    } catch (failure) {
      // another's newer word is shown beside one's own; nothing that was said here goes
      await refresh(`/api/offerings/${offeringId}/journal`)
      setProblem(asProblem(failure))
    }
    setBusy(false)
  }
  const onKey = (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || !(event.target instanceof HTMLInputElement) || event.target.type !== 'radio') return
    event.preventDefault()
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(':scope > li')]
    const next = rows[rows.findIndex((row) => row.contains(event.target as Node)) + step]
    next?.querySelector<HTMLInputElement>('input:checked')?.focus()
  }
  if (!view.mayWrite) return <Notice tone="info">{t('read-only')}</Notice>
  return (
    <Stack>
      {!held.taken && <p className={styles['soft']}>{t('everybody')}</p>}
      <ul className={styles['roll']} onKeyDown={onKey}>
        {students.map((one) => (
          <li key={one.person.id} className={moved(one) && held.taken ? styles['moved'] : undefined}>
            <span className={styles['name']}>{format.name(one.person)}</span>
            <PresenceChoice
              name={one.person.id}
              label={format.name(one.person)}
              value={now(one)}
              onChange={(state) => say(one.person.id, { state })}
            />
            {held.maxPoints !== null && (
              <div className={styles['points']}>
                <NumberField
                  label={t('points-of', { max: format.number(held.maxPoints) })}
                  value={pointsOf(one)}
                  onChange={(points) => say(one.person.id, { points })}
                  min={0}
                  max={held.maxPoints}
                />
              </div>
            )}
            {now(one) === 'excused' && (
              <div className={styles['note']}>
                <TextField
                  label={t('document')}
                  hint={t('document-hint')}
                  value={noteOf(one)}
                  onChange={(note) => say(one.person.id, { note })}
                  maxLength={300}
                  required
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {problem && <ProblemNotice problem={problem} />}
      {needsWhy && <TextField label={t('why')} value={why} onChange={setWhy} maxLength={300} required />}
      <div className={styles['bar']}>
        <p role="status">
          {t('count', { there: students.length - away, all: students.length })}
          {changed.length + marked.length > 0 ? ` · ${t('unsaved')}` : held.taken ? ` · ${t('saved')}` : ''}
        </p>
        <Button loading={busy} disabled={changed.length + marked.length === 0} onClick={() => void save()}>
          {t('save-attendance')}
        </Button>
      </div>
    </Stack>
  )
}

/** Four states side by side: one tap, or arrows of the keyboard. */
function PresenceChoice(props: { name: string; label: string; value: Presence; onChange: (state: Presence) => void }): ReactNode {
  const t = useText('grades-journal')
  return (
    <div className={styles['choice']} role="radiogroup" aria-label={props.label}>
      {presences.map((state) => (
        <label key={state}>
          <input type="radio" name={props.name} checked={props.value === state} onChange={() => props.onChange(state)} />
          <span>{t(`choices.${state}`)}</span>
        </label>
      ))}
    </div>
  )
}
