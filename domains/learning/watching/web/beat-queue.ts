import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { currentAccount } from '../../../../foundation/web/session/current-account.ts'
import { onSignOut } from '../../../../foundation/web/session/on-sign-out.ts'
import type { BeatInput, WatchingView } from '../contract.ts'

interface Waiting {
  videoId: string
  beat: BeatInput
}

const store = deviceStore<Waiting>('portal-watching-waiting')
/** In the order in which they were played. */
const keyOf = ({ beat }: Waiting): string => `${beat.at}/${beat.player}/${String(beat.number).padStart(7, '0')}`

let sending: Promise<Map<string, WatchingView>> | null = null

/** Keeps a beat on the device until the server has acknowledged it. */
export async function keepBeat(videoId: string, beat: BeatInput): Promise<void> {
  const waiting = { videoId, beat }
  await store.put(keyOf(waiting), waiting)
}

/**
 * Sends what waits, in its order; what cannot be sent waits on. One at a time, whoever asks.
 * @returns the newest answer for each video
 */
export function sendBeats(): Promise<Map<string, WatchingView>> {
  sending ??= sendAll().finally(() => {
    sending = null
  })
  return sending
}

async function sendAll(): Promise<Map<string, WatchingView>> {
  const answers = new Map<string, WatchingView>()
  if (!navigator.onLine) return answers
  for (const [key, { videoId, beat }] of (await store.list('')).toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    try {
      answers.set(videoId, await act<WatchingView>('post', '/api/videos/{videoId}/watching', { path: { videoId }, body: beat }))
    } catch (error) {
      const { status } = asProblem(error)
      // No line, a session that ran out, a portal out of breath: later. A refusal will not turn into a yes: the beat is let go.
      if (status === 0 || status === 401 || status === 429 || status >= 500) return answers
    }
    await store.remove(key)
  }
  return answers
}

/** Beats that wait go out when the line comes back and when the portal is opened again; sign-out asks about them. */
export function startWaitingBeats(): void {
  onSignOut(store)
  if (typeof window === 'undefined') return
  const send = (): void => void (currentAccount() && sendBeats())
  addEventListener('online', send)
  setTimeout(send, 5000)
}
