import type { RuntimeView } from '../contract.ts'
import { areRight, keepRuntime, readKeptRuntime, type RuntimeFiles } from './keep-runtime.ts'

/** How a run ended: by itself, by its reader, by the clock, for printing too much, or because Python broke. */
export type Ended = 'done' | 'stopped' | 'timeout' | 'flood' | 'crashed'

export interface Fault {
  /** Python's name of it; `WrongOutput`: the output is not the expected one, `message` is what it was. */
  type: string
  message: string
  line: number | null
  /** Whose line: the program's, or a test's. */
  place: 'program' | 'test'
  trace: string
}

export interface RunEnd {
  ended: Ended
  ms: number
  fault: Fault | null
}

export interface Job {
  program: string
  input: string
  /** Lines that run after the program, in its world. */
  after: string
  /** What it must print; null: anything. */
  expected: string | null
  seconds: number
}

export interface Runtime {
  run: (job: Job, hear?: { onBegun?: () => void; onOutput?: (text: string, error: boolean) => void }) => Promise<RunEnd>
  stop: () => void
  close: () => void
}

/** Python could not be made ready: there is no line, or the device cannot run it. */
export class NotReady extends Error {
  readonly why: 'line' | 'broken'
  constructor(why: 'line' | 'broken') {
    super(why)
    this.why = why
  }
}

/** What the frame says. A program can make it say anything: every field is looked at before it is used. */
interface Said {
  type?: string
  id?: number
  share?: number
  text?: string
  error?: boolean
  ended?: Ended
  ms?: number
  fault?: Fault | null
  files?: RuntimeFiles
}

const firstWord = 20_000

/**
 * Opens a frame of the content origin and makes Python ready in it: from this device where it is kept, else fetched and kept. The frame
 * has no origin (sandbox without `allow-same-origin`), and cuts its line before the first program comes.
 * @throws NotReady
 */
export async function openRuntime(view: RuntimeView, room: HTMLElement, onProgress: (share: number) => void): Promise<Runtime> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.referrerPolicy = 'no-referrer'
  frame.title = 'Python'
  frame.tabIndex = -1
  frame.setAttribute('aria-hidden', 'true')
  frame.className = 'unseen'
  // frames in a lesson's text are wide
  Object.assign(frame.style, { width: '1px', height: '1px', aspectRatio: 'auto' })
  try {
    const port = await connect(frame, view, room)
    const heard = listen(port)
    let files = await readKeptRuntime(view)
    if (!files) {
      port.postMessage({ type: 'fetch', files: view.files })
      const said = await heard(
        (one) => one.type === 'fetched' || one.type === 'not-fetched',
        (one) => {
          if (one.type === 'progress' && typeof one.share === 'number') onProgress(one.share)
        },
      )
      if (said.type !== 'fetched' || !said.files) throw new NotReady('line')
      files = said.files
      if (!(await areRight(view, files))) throw new NotReady('line')
      await keepRuntime(view, files)
    }
    port.postMessage({ type: 'start', files }, Object.values(files))
    await heard((one) => one.type === 'started')
    return speak(frame, port)
  } catch (failure) {
    frame.remove()
    throw failure instanceof NotReady ? failure : new NotReady('broken')
  }
}

/** Loads the frame and gives it the line to speak on. */
function connect(frame: HTMLIFrameElement, view: RuntimeView, room: HTMLElement): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const give = (failure: Error | null): void => {
      clearTimeout(timer)
      removeEventListener('message', hear)
      if (failure) return reject(failure)
      const { port1, port2 } = new MessageChannel()
      // a frame without an origin can be named by its window alone
      frame.contentWindow?.postMessage({ type: 'connect' }, '*', [port2])
      resolve(port1)
    }
    const hear = (event: MessageEvent<{ runtime?: string; type?: string }>): void => {
      if (event.source === frame.contentWindow && event.data?.runtime === 'coding' && event.data.type === 'ready') give(null)
    }
    let timer = setTimeout(() => give(new NotReady('line')), firstWord)
    addEventListener('message', hear)
    // a page that could not be fetched is loaded too, and says nothing
    frame.onload = () => {
      clearTimeout(timer)
      timer = setTimeout(() => give(new NotReady('line')), 3_000)
    }
    frame.src = view.address
    room.append(frame)
  })
}

function listen(port: MessagePort): (is: (said: Said) => boolean, meanwhile?: (said: Said) => void) => Promise<Said> {
  return (is, meanwhile) =>
    new Promise((resolve) => {
      port.onmessage = ({ data }: MessageEvent<Said>) => {
        if (is(data)) resolve(data)
        else meanwhile?.(data)
      }
    })
}

function speak(frame: HTMLIFrameElement, port: MessagePort): Runtime {
  let number = 0
  let now: { id: number; end: (how: RunEnd) => void } | null = null
  return {
    run: (job, hear) =>
      new Promise((resolve) => {
        const id = ++number
        now?.end({ ended: 'stopped', ms: 0, fault: null })
        now = {
          id,
          end: (how) => {
            now = null
            resolve(how)
          },
        }
        port.onmessage = ({ data }: MessageEvent<Said>) => {
          if (data.id !== id || now?.id !== id) return
          if (data.type === 'begun') hear?.onBegun?.()
          else if (data.type === 'output' && typeof data.text === 'string') hear?.onOutput?.(data.text, data.error === true)
          else if (data.type === 'ended') now.end({ ended: data.ended ?? 'crashed', ms: Number(data.ms) || 0, fault: data.fault ?? null })
        }
        port.postMessage({ type: 'run', id, ...job })
      }),
    stop: () => port.postMessage({ type: 'stop' }),
    close: () => {
      now?.end({ ended: 'stopped', ms: 0, fault: null })
      port.close()
      frame.remove()
    },
  }
}
