import { useCallback, useEffect, useRef, useState } from 'react'
import { asProblem } from '../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../foundation/web/api/device-store.ts'
import { act } from '../../../foundation/web/api/use-act.ts'
import type { AnswerValue, PaperView } from '../contract.ts'

/** 'saved' only after the server has acknowledged; 'kept' is on this device and goes out when the line is back. */
export type AnswerState = 'none' | 'saving' | 'saved' | 'kept' | 'failed'
export interface AnswerOnPage {
  value: AnswerValue
  sequence: number
  state: AnswerState
  at: number | null
}

interface Waiting {
  value: AnswerValue
  sequence: number
}

const store = deviceStore<Waiting>('portal-answers-waiting')
const retryEvery = 4_000

/**
 * The answers of a running attempt. Every change goes to the device's queue first and then to the server, each with a
 * rising sequence; what the line did not take is sent again by itself, after a reload too.
 */
export function useAnswers(
  paper: PaperView,
  onOver: () => void,
): { answers: Map<string, AnswerOnPage>; change: (questionId: string, value: AnswerValue) => void; pending: number; flush: () => Promise<boolean> } {
  const [answers, setAnswers] = useState(
    () =>
      new Map<string, AnswerOnPage>(
        paper.answers.map((one) => [one.questionId, { value: one.value, sequence: one.sequence, state: 'saved', at: Date.parse(one.savedAt) }]),
      ),
  )
  const latest = useRef(answers)
  const sequence = useRef(Math.max(0, ...paper.answers.map((one) => one.sequence)))
  const sending = useRef(new Set<string>())
  const over = useRef(onOver)
  over.current = onOver
  const prefix = `${paper.attemptId} `

  const set = useCallback((questionId: string, next: AnswerOnPage) => {
    latest.current = new Map(latest.current).set(questionId, next)
    setAnswers(latest.current)
  }, [])

  const send = useCallback(
    async (questionId: string): Promise<void> => {
      if (sending.current.has(questionId)) return
      sending.current.add(questionId)
      try {
        // the answer may change while it is on its way: then the newer one is sent as well
        for (let one = latest.current.get(questionId); one && one.state !== 'saved'; one = latest.current.get(questionId)) {
          const { value, sequence: own } = one
          set(questionId, { ...one, state: 'saving' })
          const ack = await act<{ sequence: number; savedAt: string }>('put', '/api/attempts/{attemptId}/answers/{questionId}', {
            path: { attemptId: paper.attemptId, questionId },
            body: { value, sequence: own },
          })
          if (latest.current.get(questionId)?.sequence !== own) continue
          await store.remove(prefix + questionId)
          set(questionId, { value, sequence: own, state: 'saved', at: Date.parse(ack.savedAt) })
          return
        }
      } catch (failure) {
        const problem = asProblem(failure)
        const one = latest.current.get(questionId)
        if (one) set(questionId, { ...one, state: problem.isOffline || problem.status === 429 || problem.status >= 500 ? 'kept' : 'failed' })
        if (problem.status === 409) {
          // the attempt is over: what waits can never be taken any more
          for (const [key] of await store.list(prefix)) await store.remove(key)
          over.current()
        }
      } finally {
        sending.current.delete(questionId)
      }
    },
    [paper.attemptId, prefix, set],
  )

  const change = useCallback(
    (questionId: string, value: AnswerValue) => {
      sequence.current += 1
      const own = sequence.current
      set(questionId, { value, sequence: own, state: 'saving', at: null })
      void store.put(prefix + questionId, { value, sequence: own }).then(() => {
        if (latest.current.get(questionId)?.sequence === own) void send(questionId)
      })
    },
    [prefix, send, set],
  )

  const flush = useCallback(async (): Promise<boolean> => {
    await Promise.all([...latest.current].filter(([, one]) => one.state !== 'saved' && one.state !== 'failed').map(([id]) => send(id)))
    return [...latest.current.values()].every((one) => one.state === 'saved')
  }, [send])

  useEffect(() => {
    // what an earlier visit could not send
    void store.list(prefix).then((waiting) => {
      for (const [key, one] of waiting) {
        const questionId = key.slice(prefix.length)
        sequence.current = Math.max(sequence.current, one.sequence)
        if (one.sequence > (latest.current.get(questionId)?.sequence ?? 0)) {
          set(questionId, { ...one, state: 'kept', at: null })
          void send(questionId)
        } else if (latest.current.get(questionId)?.state === 'saved') void store.remove(key)
      }
    })
    const retry = () => {
      for (const [questionId, one] of latest.current) if (one.state === 'kept') void send(questionId)
    }
    const timer = setInterval(retry, retryEvery)
    addEventListener('online', retry)
    return () => {
      clearInterval(timer)
      removeEventListener('online', retry)
    }
  }, [prefix, send, set])

  return { answers, change, flush, pending: [...answers.values()].filter((one) => one.state !== 'saved').length }
}
