import { asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { sendWhenOnline } from '../../../../foundation/web/api/send-when-online.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { currentAccount } from '../../../../foundation/web/session/current-account.ts'
import { onSignOut } from '../../../../foundation/web/session/on-sign-out.ts'
import type { AnswerInput } from '../contract.ts'

/** An answer that the server has not acknowledged. */
export interface WaitingAnswer {
  checkId: string
  offeringId: string
  body: AnswerInput
}

export type Sending = 'sent' | 'waits' | 'refused'

const store = deviceStore<WaitingAnswer>('portal-self-check-answers')

let line: Promise<unknown> = Promise.resolve()

/** One after another, in the order in which they were given. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = line.then(work)
  line = next.catch(() => null)
  return next
}

async function send({ checkId, body }: WaitingAnswer): Promise<Sending> {
  try {
    await act('post', '/api/self-checks/{checkId}/answers', { path: { checkId }, body })
  } catch (failure) {
    const { isOffline, status } = asProblem(failure)
    // without a line, a session or the server's leisure it goes out later; else it will never be taken
    if (isOffline || status === 401 || status === 429 || status >= 500) return 'waits'
    await store.remove(body.id)
    return 'refused'
  }
  await store.remove(body.id)
  return 'sent'
}

/** Keeps an answer on the device, then sends it. Its id makes a second arrival the same answer. */
export async function keepAnswer(given: WaitingAnswer): Promise<Sending> {
  await store.put(given.body.id, given)
  const outcome = await inTurn(() => send(given))
  if (outcome === 'sent') void refresh(`/api/self-checks/${given.checkId}`, `/api/offerings/${given.offeringId}/progress`)
  return outcome
}

const inOrder = (left: WaitingAnswer, right: WaitingAnswer): number => (left.body.answeredAt < right.body.answeredAt ? -1 : 1)

/** The answers to a check that wait on this device, oldest first. */
export async function waitingAnswers(checkId: string): Promise<AnswerInput[]> {
  const all = (await store.list()).map(([, one]) => one)
  return all
    .filter((one) => one.checkId === checkId)
    .toSorted(inOrder)
    .map(({ body }) => body)
}

async function sendWaiting(): Promise<boolean> {
  if (!currentAccount()) return false
  const waiting = (await store.list()).map(([, one]) => one).toSorted(inOrder)
  for (const one of waiting) {
    const outcome = await inTurn(() => send(one))
    if (outcome === 'waits') return true
    await refresh(`/api/self-checks/${one.checkId}`, `/api/offerings/${one.offeringId}/progress`)
  }
  return false
}

/** Answers that wait go out when the line is back and when the portal is opened; sign-out asks about them and wipes them. */
export function startWaitingAnswers(): void {
  onSignOut(store)
  sendWhenOnline(sendWaiting, 5_000)
}
