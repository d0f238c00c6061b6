import { asProblem } from '../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../foundation/web/api/device-store.ts'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { act } from '../../../foundation/web/api/use-act.ts'
import { currentAccount } from '../../../foundation/web/session/current-account.ts'
import { onSignOut } from '../../../foundation/web/session/on-sign-out.ts'

interface Progress {
  seconds: number
  place: number
  done?: boolean
}

const store = deviceStore<Progress>('portal-progress-waiting')
const mostSeconds = 3600

/** Reading with what has waited before it: seconds add up, «done» stays done. */
export function joinProgress(before: Progress | undefined, now: Progress): Progress {
  if (!before) return now
  const seconds = Math.min(mostSeconds, before.seconds + now.seconds)
  return { seconds, place: Math.max(before.place, now.place), ...(before.done || now.done ? { done: true } : {}) }
}

let line: Promise<unknown> = Promise.resolve()

/** One after another: two senders would tell the same seconds twice. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = line.then(work)
  line = next.catch(() => null)
  return next
}

async function send(itemId: string, progress: Progress): Promise<'sent' | 'waits' | 'refused'> {
  try {
    await act('post', '/api/items/{itemId}/progress', { path: { itemId }, body: progress })
    await store.remove(itemId)
    return 'sent'
  } catch (failure) {
    const { isOffline, status } = asProblem(failure)
    // an expired session will be there again; a hidden or closed item will not take it any more
    if (isOffline || status === 401 || status === 429 || status >= 500) {
      await store.put(itemId, progress)
      return 'waits'
    }
    await store.remove(itemId)
    return 'refused'
  }
}

/**
 * Tells the server of reading. What the line does not take is kept on this device and sent when the line is back; the
 * server never counts more seconds than have passed, so a second arrival adds nothing.
 */
export function sendProgress(itemId: string, now: Progress): Promise<'sent' | 'waits' | 'refused'> {
  return inTurn(async () => send(itemId, joinProgress(await store.get(itemId), now)))
}

async function sendWaiting(): Promise<void> {
  if (!currentAccount()) return
  await inTurn(async () => {
    const waiting = await store.list()
    for (const [itemId, progress] of waiting) if ((await send(itemId, progress)) === 'waits') return
    if (waiting.length > 0) void refresh('/api/offerings')
  })
}

/** Progress that waits goes out when the line comes back, and when the portal is opened again; sign-out asks about it. */
export function startWaitingProgress(): void {
  onSignOut(store)
  if (typeof window === 'undefined') return
  addEventListener('online', () => void sendWaiting())
  setTimeout(() => void sendWaiting(), 4_000)
}
