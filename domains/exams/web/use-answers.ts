import { useEffect, useRef, useState } from 'react'
import { asProblem } from '../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../foundation/web/api/device-store.ts'
import { act } from '../../../foundation/web/api/use-act.ts'
import type { AnswerValue, PaperView } from '../contract.ts'
import { answerQueue, type AnswerOnPage, type AnswerQueue, type Failure, type WaitingAnswer } from './answer-queue.ts'

const store = deviceStore<WaitingAnswer>('portal-answers-waiting')
const retryEvery = 4_000
const essayPause = 1_200

/**
 * The answers of a running attempt. Every change goes to the device's queue first and then to the server, each with a
 * rising sequence; what the line did not take is sent again by itself, after a reload too.
 */
export function useAnswers(
  paper: PaperView,
  onOver: () => void,
): { answers: Map<string, AnswerOnPage>; change: (questionId: string, value: AnswerValue) => void; pending: number; flush: () => Promise<boolean> } {
  const [answers, setAnswers] = useState(() => savedOf(paper))
  const over = useRef(onOver)
  over.current = onOver
  const queue = useRef<AnswerQueue>(undefined)
  queue.current ??= openQueue(paper, { show: setAnswers, over: () => over.current() })
  const { change, flush } = queue.current

  useEffect(() => {
    const { resume, retry } = queue.current ?? {}
    void resume?.()
    const again = (): void => retry?.()
    const timer = setInterval(again, retryEvery)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [])

  return { answers, change, flush, pending: [...answers.values()].filter((one) => one.state !== 'saved').length }
}

function savedOf(paper: PaperView): Map<string, AnswerOnPage> {
  return new Map(
    paper.answers.map((one) => [one.questionId, { value: one.value, sequence: one.sequence, state: 'saved', at: Date.parse(one.savedAt) }]),
  )
}

function openQueue(paper: PaperView, page: { show: (answers: Map<string, AnswerOnPage>) => void; over: () => void }): AnswerQueue {
  const { attemptId } = paper
  const prefix = `${attemptId} `
  // the device's clock may be wrong: the server's came with the paper
  const shift = Date.parse(paper.now) - Date.now()
  return answerQueue(
    {
      ...page,
      clock: () => new Date(Date.now() + shift).toISOString(),
      put: (questionId, body) =>
        act<{ savedAt: string }>('put', '/api/attempts/{attemptId}/answers/{questionId}', { path: { attemptId, questionId }, body: { ...body } }),
      failureOf,
      pause: (value) => (value.answer?.kind === 'essay' ? essayPause : 0),
      keep: (questionId, waiting) => store.put(prefix + questionId, waiting),
      forget: (questionId) => store.remove(prefix + questionId),
      waiting: async () => (await store.list(prefix)).map(([key, one]) => [key.slice(prefix.length), one]),
    },
    savedOf(paper),
  )
}

function failureOf(error: unknown): Failure {
  const { isOffline, status } = asProblem(error)
  if (status === 409) return 'over'
  return isOffline || status === 429 || status >= 500 ? 'line' : 'refused'
}
