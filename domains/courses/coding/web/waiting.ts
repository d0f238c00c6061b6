import { asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { sendWhenOnline } from '../../../../foundation/web/api/send-when-online.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { currentAccount } from '../../../../foundation/web/session/current-account.ts'
import { onSignOut } from '../../../../foundation/web/session/on-sign-out.ts'
import type { AttemptInput } from '../contract.ts'

/** A check that the server has not acknowledged. */
export interface WaitingAttempt {
  taskId: string
  itemId: string
  offeringId: string
  body: AttemptInput
}

/** The program that is being written in a task. It stays on the device after it was sent: without a line it is read from here. */
export interface KeptProgram {
  code: string
  typedAt: string
  /** Whether the server has it. */
  sent: boolean
}

export type Sending = 'sent' | 'waits' | 'refused'

const attempts = deviceStore<WaitingAttempt>('portal-coding-attempts')
const programs = deviceStore<KeptProgram>('portal-coding-programs')

let line: Promise<unknown> = Promise.resolve()

/** One after another, in the order in which things were done. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = line.then(work)
  line = next.catch(() => null)
  return next
}

/** What a failure means: without a line, a session or the server's leisure it is sent again later; else it will never be taken. */
function later(failure: unknown): boolean {
  const { isOffline, status } = asProblem(failure)
  return isOffline || status === 401 || status === 429 || status >= 500
}

async function sendAttempt(attempt: WaitingAttempt): Promise<Sending> {
  try {
    await act('post', '/api/coding-tasks/{taskId}/attempts', { path: { taskId: attempt.taskId }, body: attempt.body })
    await attempts.remove(attempt.body.id)
    return 'sent'
  } catch (failure) {
    if (later(failure)) return 'waits'
    await attempts.remove(attempt.body.id)
    return 'refused'
  }
}

const stale = ({ taskId, itemId, offeringId }: WaitingAttempt): string[] => [
  `/api/coding-tasks/${taskId}`,
  `/api/items/${itemId}/coding-task`,
  `/api/offerings/${offeringId}/progress`,
]

/** Keeps a check on the device, then sends it. Its id makes a second arrival the same attempt. */
export async function keepAttempt(attempt: WaitingAttempt): Promise<Sending> {
  await attempts.put(attempt.body.id, attempt)
  const outcome = await inTurn(() => sendAttempt(attempt))
  if (outcome === 'sent') void refresh(...stale(attempt))
  return outcome
}

/** How many checks of a task wait on this device. */
export async function waitingAttempts(taskId: string): Promise<number> {
  return (await attempts.list()).filter(([, one]) => one.taskId === taskId).length
}

/** The program kept for a task. */
export function keptProgram(taskId: string): Promise<KeptProgram | undefined> {
  return programs.get(taskId)
}

/** Keeps a program on the device. Tells whether the device took it. */
export function keepProgram(taskId: string, code: string, typedAt: string): Promise<boolean> {
  return programs.put(taskId, { code, typedAt, sent: false })
}

let device: string | null = null
let sequence = 0

/** Sends the program of a task as it is kept now. */
export function sendProgram(taskId: string): Promise<Sending> {
  return inTurn(async () => {
    const kept = await programs.get(taskId)
    if (!kept || kept.sent) return 'sent'
    device ??= crypto.randomUUID()
    sequence += 1
    try {
      await act('put', '/api/coding-tasks/{taskId}/draft', {
        path: { taskId },
        body: { device, sequence, code: kept.code, typedAt: kept.typedAt },
      })
    } catch (failure) {
      return later(failure) ? 'waits' : 'refused'
    }
    const now = await programs.get(taskId)
    if (now?.typedAt === kept.typedAt) await programs.put(taskId, { ...kept, sent: true })
    return 'sent'
  })
}

async function sendWaiting(): Promise<boolean> {
  if (!currentAccount()) return false
  const waiting = (await attempts.list()).map(([, one]) => one).toSorted((left, right) => (left.body.checkedAt < right.body.checkedAt ? -1 : 1))
  for (const attempt of waiting) {
    const outcome = await inTurn(() => sendAttempt(attempt))
    if (outcome === 'waits') return true
    await refresh(...stale(attempt))
  }
  for (const [taskId, kept] of await programs.list()) if (!kept.sent && (await sendProgram(taskId)) === 'waits') return true
  return false
}

/** Checks and programs that wait go out when the line is back and when the portal is opened; sign-out asks about them and wipes them. */
export function startWaitingAttempts(): void {
  onSignOut(attempts)
  onSignOut({ unsent: async () => (await programs.list()).filter(([, kept]) => !kept.sent).length, wipe: programs.wipe })
  sendWhenOnline(sendWaiting, 4_500)
}
