import { asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { currentAccount } from '../../../../foundation/web/session/current-account.ts'
import { onSignOut } from '../../../../foundation/web/session/on-sign-out.ts'

/** A note on this device, before the server has it. */
export interface WaitingNote {
  itemId: string
  quote: string | null
  text: string
}

const store = deviceStore<WaitingNote>('portal-notes-waiting')
let line: Promise<unknown> = Promise.resolve()

async function send(id: string, note: WaitingNote): Promise<'sent' | 'waits' | 'refused'> {
  try {
    await act('put', '/api/my/notes/{noteId}', { path: { noteId: id }, body: note })
    await store.remove(id)
    return 'sent'
  } catch (failure) {
    const { isOffline, status } = asProblem(failure)
    // what the server refuses stays on the device too: it is somebody's text
    return isOffline || status === 401 || status === 429 || status >= 500 ? 'waits' : 'refused'
  }
}

/** Keeps a note on the device first, then sends it; its key makes a second arrival the same note. */
export async function writeNote(note: WaitingNote): Promise<'sent' | 'waits' | 'refused'> {
  const id = crypto.randomUUID()
  await store.put(id, note)
  const sending = line.then(() => send(id, note))
  line = sending.catch(() => null)
  const outcome = await sending
  if (outcome === 'sent') await refresh('/api/my/notes')
  return outcome
}

/** The notes that wait on this device. */
export async function waitingNotes(itemId: string): Promise<[string, WaitingNote][]> {
  return (await store.list()).filter(([, note]) => note.itemId === itemId)
}

async function sendWaiting(): Promise<void> {
  if (!currentAccount()) return
  const sending = line.then(async () => {
    const waiting = await store.list()
    for (const [id, note] of waiting) if ((await send(id, note)) === 'waits') return
    if (waiting.length > 0) await refresh('/api/my/notes')
  })
  line = sending.catch(() => null)
  await sending
}

/** Notes that wait go out when the line is back and when the portal is opened; sign-out asks about them. */
export function startWaitingNotes(): void {
  onSignOut(store)
  if (typeof window === 'undefined') return
  addEventListener('online', () => void sendWaiting())
  setTimeout(() => void sendWaiting(), 5_000)
}
