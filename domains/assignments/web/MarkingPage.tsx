import { useEffect, useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { usePathValues, useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { MarkingView, MarkingWork } from '../contract.ts'
import { MarkPart } from './MarkPart.tsx'
import styles from './Work.module.css'

/** The teacher's queue: one work after another, by keyboard (Alt+↓, Alt+↑, Ctrl+Enter). Who only looks after the offering reads it without the form. */
export default function MarkingPage(): ReactNode {
  const t = useText('assignments')
  const say = usePick()
  const may = useMay()
  const { offeringId = '' } = usePathValues()
  const marks = may('submission.mark', { offeringId })
  const [asked, setAsked] = useQueryValue('state')
  const state = asked === 'done' || asked === 'all' ? asked : 'waiting'
  const marking = useApi<MarkingView>('/api/offerings/{offeringId}/marking', { path: { offeringId }, query: { state } })
  return (
    <Page
      title={t(marks ? 'marking.title' : 'marking.read-title')}
      lead={marks ? null : t('marking.read-lead')}
      width="full"
      savedAt={marking.savedAt}
      crumbs={[{ label: marking.data ? say(marking.data.offering.name) : '…', to: `/courses/${offeringId}` }]}
    >
      <Stack>
        <SelectField
          label={t('marking.show')}
          value={state}
          onChange={setAsked}
          options={[
            { value: 'waiting', label: t('marking.waiting', { count: marking.data?.waiting ?? 0 }) },
            { value: 'done', label: t('marking.done', { count: marking.data?.done ?? 0 }) },
            { value: 'all', label: t('marking.all') },
          ]}
        />
        <Loaded from={marking}>{(view: MarkingView) => <Queue key={state} view={view} marks={marks} leaves={state === 'waiting'} />}</Loaded>
      </Stack>
    </Page>
  )
}

function Queue({ view, marks, leaves }: { view: MarkingView; marks: boolean; leaves: boolean }): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const say = usePick()
  // The work at hand is held: when somebody else marks it meanwhile, it leaves the queue but not the screen, and nothing typed is lost.
  const [held, setHeld] = useState<MarkingWork | null>(null)
  const found = view.works.findIndex((one) => one.id === held?.id)
  // the list still holds for a moment what was just marked
  const [marked, setMarked] = useState<string | null>(null)
  const work = view.works[found] ?? held ?? view.works.find((one) => one.id !== marked)
  if (work && work !== held) setHeld(work)
  const go = (by: number) => {
    const next = view.works[Math.min(view.works.length - 1, Math.max(0, found < 0 ? 0 : found + by))]
    if (next) setHeld(next)
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      go(event.key === 'ArrowDown' ? 1 : -1)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
  if (!work)
    return (
      <EmptyState icon="done" title={t(marks ? 'marking.none' : 'marking.read-none')}>
        {t('marking.none-text')}
      </EmptyState>
    )
  return (
    <div className={styles['layout']}>
      <nav aria-label={t('marking.queue')}>
        <ul className={styles['queue']}>
          {view.works.map((one) => (
            <li key={one.id}>
              <button type="button" className={styles['one']} aria-current={one.id === work.id} onClick={() => setHeld(one)}>
                <span>
                  {format.name(one.person, 'short')}
                  {one.group ? ` · ${one.group}` : ''}
                </span>
                <small>{say(one.title)}</small>
                <small>
                  {format.relativeTime(one.submittedAt)} · {t(one.late ? 'state.late' : `state.${one.state}`)}
                </small>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <MarkPart
        key={work.id}
        work={work}
        marks={marks}
        place={found < 0 ? null : found + 1}
        of={view.works.length}
        onPrevious={() => go(-1)}
        onNext={() => go(1)}
        onMarked={() => {
          setMarked(leaves ? work.id : null)
          setHeld(view.works[found < 0 ? 0 : found + 1] ?? view.works[found - 1] ?? null)
        }}
      />
    </div>
  )
}
