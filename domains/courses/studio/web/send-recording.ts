import { ApiProblem, asProblem } from '../../../../foundation/web/api/api-problem.ts'
import type { Trim } from '../../video/shared/trim.ts'
import type { PieceQueue } from './piece-queue.ts'

/** How the server is spoken to. Every refusal and a lost line is thrown as an ApiProblem. */
export interface Transport {
  begin: () => Promise<string>
  /** How much has arrived, and whether the length was told; null where the server knows no such upload. */
  arrived: (href: string) => Promise<{ offset: number; whole: boolean } | null>
  append: (href: string, offset: number, part: Blob) => Promise<number>
  tellLength: (href: string, bytes: number) => Promise<void>
  finish: (href: string, trim: Trim | null) => Promise<string>
}

export interface SendState {
  state: 'sending' | 'up-to-date' | 'waiting-for-line' | 'failed' | 'done'
  sent: number
  problem: ApiProblem | null
}

export interface Sender {
  /** A piece came, the line came back, or it is to be tried again. */
  wake: () => void
  /** The recording is whole: it becomes a video, cut to this part. */
  close: (trim: Trim | null) => void
  /** Stops sending; what has arrived stays. */
  stop: () => void
}

const partBytes = 4_000_000
const pauses = [1000, 2000, 5000, 10_000, 20_000]

/**
 * Sends a recording while it is being recorded. It never gives up for a lost line; after each fault it asks the server
 * how much has arrived and goes on from there, so that nothing is sent twice or left out.
 */
export function sendRecording(given: {
  queue: PieceQueue
  transport: Transport
  href: string | null
  onBegun: (href: string) => void
  onState: (state: SendState) => void
  onMade: (videoId: string) => void
}): Sender {
  const { queue, transport } = given
  let href = given.href
  let offset: number | null = href === null ? 0 : null
  let whole = false
  let closed: { trim: Trim | null } | null = null
  let failures = 0
  let [running, stopped] = [false, false]
  let ring = (): void => undefined
  const tell = (state: SendState['state'], problem: ApiProblem | null = null): void => {
    if (!stopped) given.onState({ state, sent: offset ?? 0, problem })
  }
  const rest = (most?: number): Promise<void> =>
    new Promise((resolve) => {
      ring = resolve
      if (most !== undefined) setTimeout(resolve, most)
    })

  /** One thing at a time; tells whether there is more to do. */
  const step = async (): Promise<boolean> => {
    if (href === null) {
      href = await transport.begin()
      offset = 0
      whole = false
      given.onBegun(href)
    }
    if (offset === null) {
      const found = await transport.arrived(href)
      if (!found) return forgotten(href)
      offset = found.offset
      whole = found.whole
    }
    queue.acknowledge(offset)
    if (offset < queue.total()) {
      tell('sending')
      const part = await queue.from(offset, partBytes)
      if (!part) throw new ApiProblem({ type: 'studio:piece-lost' }, 410)
      offset = await transport.append(href, offset, part)
      failures = 0
      return true
    }
    if (!closed) {
      tell('up-to-date')
      await rest()
      return true
    }
    tell('sending')
    if (!whole) await transport.tellLength(href, offset)
    whole = true
    return made(await transport.finish(href, closed.trim))
  }
  const made = (videoId: string): false => {
    tell('done')
    stopped = true
    given.onMade(videoId)
    return false
  }
  /** The server knows no such upload: it has become a video already, or it was tidied away and is sent anew. */
  const forgotten = async (known: string): Promise<boolean> => {
    const videoId = await transport.finish(known, null).catch((fault: unknown) => {
      if (asProblem(fault).status === 404) return null
      throw fault
    })
    if (videoId) return made(videoId)
    if (queue.base() > 0) throw new ApiProblem({ type: 'studio:piece-lost' }, 410)
    href = null
    return true
  }
  const run = async (): Promise<void> => {
    if (running) return
    running = true
    try {
      while (!stopped) if (!(await once())) break
    } finally {
      running = false
    }
  }
  const once = async (): Promise<boolean> => {
    try {
      return await step()
    } catch (fault) {
      const problem = asProblem(fault)
      // what tus answers where two had the same offset or the upload is still locked; not the portal's own refusals
      const again = problem.isOffline || problem.status === 423 || problem.status === 429 || problem.status >= 500
      const moved = problem.type === 'about:blank' && (problem.status === 409 || problem.status === 404 || problem.status === 410)
      if (stopped) return false
      if (!again && (!moved || failures > 5)) {
        tell('failed', problem)
        offset = href === null ? 0 : null
        return false
      }
      tell('waiting-for-line')
      offset = href === null ? 0 : null
      await rest(pauses[Math.min(failures++, pauses.length - 1)])
      return true
    }
  }
  const wake = (): void => {
    ring()
    void run()
  }
  return {
    wake,
    close: (trim) => {
      closed = { trim }
      wake()
    },
    stop: () => {
      stopped = true
      ring()
    },
  }
}
