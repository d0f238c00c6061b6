import { asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import type { Saving } from '../../../../foundation/web/kit/SavedState.tsx'
import type { SaveInput } from '../contract.ts'

interface Waiting {
  itemId: string
  offeringId: string
  attemptId: string
  body: SaveInput
}

/** What packages reported and the server has not acknowledged. A sitting's newest report holds all of it, so one entry a sitting is enough. */
export const waitingReports = deviceStore<Waiting>('portal-package-reports')

const latest = new Map<string, Waiting>()
const sending = new Set<string>()
const listeners = new Set<(sessionId: string, state: Saving, at: number | null) => void>()
const retryEvery = 5_000
let timer: ReturnType<typeof setInterval> | undefined

/** Hears how the saving of sittings goes. Returns how to stop. */
export function onSaving(listener: (sessionId: string, state: Saving, at: number | null) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Keeps a report on the device first, then sends it; what the line does not take is sent again by itself, after a reload too. */
export async function keepReport(report: Waiting): Promise<void> {
  const key = report.body.sessionId
  latest.set(key, report)
  tell(key, 'saving')
  await waitingReports.put(key, report)
  await send(key)
}

/** Sends what earlier visits could not; called where a package is shown. */
export async function sendWaiting(): Promise<void> {
  for (const [key, report] of await waitingReports.list()) {
    const known = latest.get(key)
    if (!known || known.body.sequence < report.body.sequence) latest.set(key, report)
    await send(key)
  }
}

async function send(key: string): Promise<void> {
  if (sending.has(key)) return
  sending.add(key)
  try {
    for (let report = latest.get(key); report; report = latest.get(key)) {
      const { itemId, offeringId, attemptId, body } = report
      tell(key, 'saving')
      const answer = await act<{ savedAt: string; done: boolean }>('put', '/api/items/{itemId}/package-attempts/{attemptId}', {
        path: { itemId, attemptId },
        body,
      })
      if (latest.get(key)?.body.sequence !== body.sequence) continue
      latest.delete(key)
      await waitingReports.remove(key)
      tell(key, 'saved', Date.parse(answer.savedAt))
      if (answer.done) void refresh(`/api/offerings/${offeringId}/progress`)
    }
  } catch (failure) {
    const problem = asProblem(failure)
    const later = problem.isOffline || problem.status === 429 || problem.status === 401 || problem.status >= 500
    tell(key, later ? 'offline' : 'failed')
    if (later) timer ??= setInterval(() => void retry(), retryEvery)
    else {
      // refused for good: it can never be taken
      latest.delete(key)
      await waitingReports.remove(key)
    }
  } finally {
    sending.delete(key)
  }
}

async function retry(): Promise<void> {
  for (const key of latest.keys()) await send(key)
  if (latest.size === 0) {
    clearInterval(timer)
    timer = undefined
  }
}

function tell(key: string, state: Saving, at: number | null = null): void {
  for (const listener of listeners) listener(key, state, at)
}
