import { useEffect, useRef, useState } from 'react'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { asProblem, type ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { answerKey, queryClient, refresh } from '../../../../foundation/web/api/query-client.ts'
import type { Saving } from '../../../../foundation/web/kit/SavedState.tsx'
import type { GradebookView, MarksView } from '../contract.ts'

export interface MarkChange {
  personId: string
  columnId: string
  /** What the writer saw. */
  was: number | null
  points: number | null
  wasComment?: string | null
  comment?: string | null
  /** The mark that it replaces was written by hand too. */
  wasByHand?: boolean
  /** What the cell shows until the server tells; its points unless told. */
  shows?: number | null
}

export interface Refused {
  personId: string
  columnId: string
  /** A reason of the server, or `not-number`, `outside`. */
  reason: string
  now: number | null
  /** What was to be written: as it was typed, or the points. */
  text?: string
  tried?: number
}

interface Batch {
  changes: MarkChange[]
  why: string
  undo: boolean
}

export interface Marks {
  /** Points that are on their way; what the server has else. */
  pending: ReadonlyMap<string, number | null>
  refused: readonly Refused[]
  state: Saving
  problem: ApiProblem | null
  canUndo: boolean
  send: (changes: MarkChange[], why: string, refused?: Refused[]) => void
  undo: () => void
  retry: () => void
  forgetRefused: () => void
}

export const cellKey = (personId: string, columnId: string): string => `${personId} ${columnId}`
/** The book with the news of the lines is asked for once, a while after the last change. */
const rest = 800

/** What is written into the book: sent in order and together while a sending is on its way, shown at once, undone by a new change. */
export function useMarks(view: GradebookView): Marks {
  const address = `/api/offerings/${view.offering.id}/gradebook`
  const [pending, setPending] = useState<ReadonlyMap<string, number | null>>(new Map())
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const [state, setState] = useState<Saving>('idle')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [done, setDone] = useState<readonly MarkChange[][]>([])
  const queue = useRef<Batch[]>([])
  const busy = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    // what is not on the server yet is not left behind silently
    const warn = (event: BeforeUnloadEvent): void => {
      if (queue.current.length > 0 || busy.current) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => {
      removeEventListener('beforeunload', warn)
      clearTimeout(timer.current)
    }
  }, [])

  const run = async (): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setProblem(null)
    let taken = 0
    for (let batch = queue.current[0]; batch; batch = queue.current[0]) {
      setState('saving')
      try {
        const changes = batch.changes.map(({ shows: _shows, wasByHand: _hand, ...change }) => change)
        const answer = await act<MarksView>('post', `${address}/marks`, { body: { changes, why: batch.why || null, undo: batch.undo } })
        queue.current.shift()
        taken += answer.taken
        settle(batch, answer)
      } catch (error) {
        const fault = asProblem(error)
        setProblem(fault)
        setState(fault.isOffline ? 'offline' : 'failed')
        busy.current = false
        return
      }
    }
    busy.current = false
    // nothing is called saved where all was refused
    setState(taken > 0 ? 'saved' : 'idle')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void refresh(address), rest)
  }

  const settle = (batch: Batch, answer: MarksView): void => {
    const no = new Map(answer.refused.map((one) => [cellKey(one.personId, one.columnId), one]))
    const written = batch.changes.filter((one) => !no.has(cellKey(one.personId, one.columnId)))
    const now = [
      ...written.map(({ personId, columnId, points, shows }) => ({ personId, columnId, points: shows === undefined ? points : shows })),
      ...answer.refused.map(({ personId, columnId, now: points }) => ({ personId, columnId, points })),
    ]
    queryClient().setQueryData<GradebookView>(answerKey(address), (had) => had && withPoints(had, now))
    const waiting = new Set(queue.current.flatMap(({ changes }) => changes.map((one) => cellKey(one.personId, one.columnId))))
    setPending((had) => new Map([...had].filter(([key]) => waiting.has(key))))
    setRefused((had) => [
      ...had,
      ...answer.refused.map(({ personId, columnId, reason, now: points }) => {
        const tried = batch.changes.find((one) => one.personId === personId && one.columnId === columnId)?.points
        return { personId, columnId, reason, now: points, ...(typeof tried === 'number' ? { tried } : {}) }
      }),
    ])
    if (no.size > 0) setDone((had) => had.map((one) => (one === batch.changes ? written : one)).filter((one) => one.length > 0))
  }

  const queueUp = (batch: Batch): void => {
    if (batch.changes.length === 0) return
    setPending((had) => {
      const next = new Map(had)
      for (const { personId, columnId, points, shows } of batch.changes) next.set(cellKey(personId, columnId), shows === undefined ? points : shows)
      return next
    })
    queue.current.push(batch)
    void run()
  }

  return {
    pending,
    refused,
    state,
    problem,
    canUndo: done.length > 0,
    send(changes, why, own = []) {
      setRefused(own)
      if (changes.length > 0) setDone([...done, changes])
      queueUp({ changes, why, undo: false })
    },
    undo() {
      const last = done.at(-1)
      if (!last) return
      setRefused([])
      setDone(done.slice(0, -1))
      queueUp({ changes: last.map((one) => inverse(view, one)), why: '', undo: true })
    },
    retry: () => void run(),
    forgetRefused: () => setRefused([]),
  }
}

/** The change that brings back what was there: an item's own mark comes back when the hand's is taken out. */
function inverse(view: GradebookView, one: MarkChange): MarkChange {
  const at = view.items.findIndex(({ id }) => id === one.columnId)
  const ownMark = view.items[at]?.kind !== 'column' && one.was !== null && !one.wasByHand && one.points !== one.was
  return {
    personId: one.personId,
    columnId: one.columnId,
    was: one.points,
    points: ownMark ? null : one.was,
    ...(ownMark ? { shows: one.was } : {}),
    ...(one.comment === undefined ? {} : { wasComment: one.comment, comment: one.wasComment ?? null }),
  }
}

function withPoints(view: GradebookView, now: { personId: string; columnId: string; points: number | null }[]): GradebookView {
  const place = new Map(view.items.map(({ id }, at) => [id, at]))
  const byPerson = new Map<string, Map<number, number | null>>()
  for (const { personId, columnId, points } of now) {
    const at = place.get(columnId)
    if (at === undefined) continue
    byPerson.set(personId, (byPerson.get(personId) ?? new Map<number, number | null>()).set(at, points))
  }
  return {
    ...view,
    students: view.students.map((row) => {
      const own = byPerson.get(row.person.id)
      return own ? { ...row, points: row.points.map((had, at) => (own.has(at) ? (own.get(at) ?? null) : had)) } : row
    }),
  }
}
