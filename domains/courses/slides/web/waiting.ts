import { asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { answerKey, queryClient } from '../../../../foundation/web/api/query-client.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { currentAccount } from '../../../../foundation/web/session/current-account.ts'
import { onSignOut } from '../../../../foundation/web/session/on-sign-out.ts'
import type { SlidesView } from '../contract.ts'
import type { SeenPage } from '../shared/seen.ts'

type Sending = 'sent' | 'waits' | 'refused'

/** Pages that the server has not acknowledged: `PRESENTATION PAGE` → when it was seen. */
const store = deviceStore<string>('portal-slides-seen')
/** Where reading stopped: presentation → page. */
export const slidesPlaces = deviceStore<number>('portal-slides-places')

let line: Promise<unknown> = Promise.resolve()

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = line.then(work)
  line = next.catch(() => null)
  return next
}

const keyOf = (slidesId: string, page: number): string => `${slidesId} ${page}`

async function waitingOf(slidesId: string): Promise<SeenPage[]> {
  return (await store.list(`${slidesId} `)).map(([key, seenAt]) => ({ page: Number(key.slice(slidesId.length + 1)), seenAt }))
}

async function send(slidesId: string): Promise<Sending> {
  const pages = await waitingOf(slidesId)
  if (pages.length === 0) return 'sent'
  let outcome: Sending = 'sent'
  try {
    const { seen } = await act<{ seen: number[] }>('post', '/api/slides/{slidesId}/seen', { path: { slidesId }, body: { pages } })
    // the words of all pages need not come anew for this
    queryClient().setQueryData<SlidesView>(answerKey(`/api/slides/${slidesId}`), (view) => view && { ...view, seen })
  } catch (failure) {
    const { isOffline, status } = asProblem(failure)
    // without a line, a session or the server's leisure it goes out later; else it will never be taken
    if (isOffline || status === 401 || status === 429 || status >= 500) return 'waits'
    outcome = 'refused'
  }
  for (const { page } of pages) await store.remove(keyOf(slidesId, page))
  return outcome
}

/** Keeps on the device that a page was seen, then sends it. A second arrival of the same page changes nothing. */
export async function keepSeen(slidesId: string, page: number): Promise<Sending> {
  const key = keyOf(slidesId, page)
  if ((await store.get(key)) === undefined) await store.put(key, new Date().toISOString())
  return inTurn(() => send(slidesId))
}

/** Pages of a presentation that wait on this device. */
export async function waitingPages(slidesId: string): Promise<number[]> {
  return (await waitingOf(slidesId)).map(({ page }) => page)
}

const listeners = new Set<() => void>()

/** Tells when what waited went out. @returns what ends it */
export function onSeenSent(tell: () => void): () => void {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

async function sendWaiting(): Promise<void> {
  if (!currentAccount()) return
  const waiting = new Set((await store.list()).map(([key]) => key.slice(0, key.lastIndexOf(' '))))
  for (const slidesId of waiting) if ((await inTurn(() => send(slidesId))) === 'waits') return
  if (waiting.size > 0) for (const tell of listeners) tell()
}

/** Pages that wait go out when the line is back and when the portal is opened; sign-out asks about them and wipes them. */
export function startWaitingSeen(): void {
  onSignOut(store)
  if (typeof window === 'undefined') return
  addEventListener('online', () => void sendWaiting())
  setTimeout(() => void sendWaiting(), 5_500)
}
