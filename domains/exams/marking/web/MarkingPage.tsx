import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { usePathValues, useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import { typedOfHtml } from '../../bank/shared/plain-words.ts'
import type { MarkingView, WorkLine } from '../contract.ts'
import { nameOfWork, worksInOrder } from './order.ts'
import { WorkPart } from './WorkPart.tsx'
import styles from './Marking.module.css'

/** What a person marks of a test: one answer after another, by question or by student, with or without names, all by keyboard. */
export default function MarkingPage(): ReactNode {
  const t = useText('exams-marking')
  const say = usePick()
  const { offeringId = '', itemId = '' } = usePathValues()
  const [by, setBy] = useQueryValue('by')
  const [show, setShow] = useQueryValue('show')
  const [named, setNamed] = useQueryValue('names')
  const names = named === 'shown' ? 'shown' : 'hidden'
  const marking = useApi<MarkingView>('/api/items/{itemId}/marking', { path: { itemId }, query: { names }, keepPrevious: true })
  return (
    <Page
      title={t('exams:marking.title')}
      width="full"
      savedAt={marking.savedAt}
      crumbs={[{ label: marking.data ? say(marking.data.title) : '…', to: `/courses/${offeringId}/items/${itemId}` }]}
    >
      <Loaded from={marking}>
        {(view: MarkingView) =>
          view.waiting + view.marked === 0 ? (
            <EmptyState icon="done" title={t('none')}>
              {t('none-text')}
            </EmptyState>
          ) : (
            <Stack gap="l">
              <ProgressBar
                label={t('progress')}
                value={view.marked / (view.marked + view.waiting)}
                note={t('progress-note', { marked: view.marked, of: view.marked + view.waiting })}
              />
              <FieldPair>
                <SelectField
                  label={t('order')}
                  value={by || 'question'}
                  onChange={(value: string) => setBy(value === 'question' ? '' : value)}
                  options={(['question', 'student'] as const).map((value) => ({ value, label: t(`by-${value}`) }))}
                />
                <SelectField
                  label={t('show')}
                  value={show || 'waiting'}
                  onChange={(value: string) => setShow(value === 'waiting' ? '' : value)}
                  options={[
                    { value: 'waiting', label: t('show-waiting', { count: view.waiting }) },
                    { value: 'marked', label: t('show-marked', { count: view.marked }) },
                    { value: 'all', label: t('show-all') },
                  ]}
                />
              </FieldPair>
              <CheckField
                label={t('names')}
                hint={t('names-hint')}
                value={names === 'shown'}
                onChange={(on: boolean) => setNamed(on ? 'shown' : '')}
              />
              <Queue view={view} byStudent={by === 'student'} show={show || 'waiting'} names={names} />
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

const same = (a: WorkLine | null, b: WorkLine): boolean => a !== null && a.attemptId === b.attemptId && a.questionId === b.questionId

function Queue(props: { view: MarkingView; byStudent: boolean; show: string; names: 'shown' | 'hidden' }): ReactNode {
  const { view, byStudent, show, names } = props
  const t = useText('exams-marking')
  const format = useFormat()
  const say = usePick()
  // the work at hand stays on the screen when its mark, or another teacher's, takes it out of the list
  const [held, setHeld] = useState<WorkLine | null>(null)
  // the list still holds for a moment what was just marked
  const [marked, setMarked] = useState<WorkLine | null>(null)
  const works = worksInOrder(view.works, view.questions, { byStudent, show, name: (person) => format.name(person) }).filter(
    (one) => show !== 'waiting' || !same(marked, one),
  )
  const found = works.findIndex((one) => same(held, one))
  const work = works[found] ?? view.works.find((one) => same(held, one)) ?? works[0]
  // what comes after it, from before its mark took it out of the list
  const after = useRef<WorkLine | null>(null)
  if (found >= 0) after.current = works[found + 1] ?? (show === 'waiting' ? works[found - 1] : works[found]) ?? null
  const go = (by: number): void => {
    const next = works[Math.min(works.length - 1, Math.max(0, found < 0 ? 0 : found + by))]
    if (next) setHeld(next)
  }
  useEffect(() => {
    if (!held && work) setHeld(work)
  }, [held, work])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      go(event.key === 'ArrowDown' ? 1 : -1)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
  if (!work)
    return (
      <EmptyState icon="done" title={t(show === 'waiting' ? 'all-marked' : 'none')}>
        {t(show === 'waiting' ? 'all-marked-text' : 'none-text')}
      </EmptyState>
    )
  const questionOf = (one: WorkLine): string => {
    const at = view.questions.findIndex(({ id }) => id === one.questionId)
    const words = typedOfHtml(say(view.questions[at]?.prompt ?? {}))
    return `${at + 1}. ${words ?? '…'}`
  }
  return (
    <div className={styles['layout']}>
      <nav aria-label={t('queue')}>
        <ul className={styles['queue']}>
          {works.map((one) => (
            <li key={`${one.attemptId} ${one.questionId}`}>
              <button type="button" className={styles['one']} aria-current={same(work, one)} onClick={() => setHeld(one)}>
                <span>{nameOfWork(one, { name: (person) => format.name(person, 'short'), code: (code) => t('code', { code }) })}</span>
                <small>{questionOf(one)}</small>
                <small>{one.points === null ? t('waits') : t('points-given', { points: format.number(one.points) })}</small>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <WorkPart
        key={`${work.attemptId} ${work.questionId}`}
        itemId={view.itemId}
        line={work}
        names={names}
        next={works[found + 1] ?? null}
        place={found < 0 ? null : found + 1}
        of={works.length}
        onPrevious={() => go(-1)}
        onNext={() => go(1)}
        onMarked={() => {
          setMarked(work)
          setHeld(after.current)
        }}
      />
    </div>
  )
}
