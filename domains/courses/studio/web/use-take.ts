import { useCallback, useEffect, useRef, useState } from 'react'
import type { Trim } from '../../video/shared/trim.ts'
import { dropRecording, holdRecording, keepRecording, pieceStore, piecesOf, type Recording } from './kept-recordings.ts'
import { recordingType, type Sources } from './open-sources.ts'
import { makePieceQueue, type PieceQueue } from './piece-queue.ts'
import { sendRecording, type Sender, type SendState } from './send-recording.ts'
import { forgetUpload, tusTransport } from './tus-transport.ts'

export interface TakeState {
  phase: 'recording' | 'paused' | 'stopped'
  recording: Recording
  seconds: number
  bytes: number
  /** Whether the device keeps every piece; else only this page does until it is sent. */
  kept: boolean
  send: SendState
}

interface Take {
  recording: Recording
  queue: PieceQueue
  sender: Sender
  recorder: MediaRecorder | null
  release: () => void
}

const pieceMilliseconds = 2000
/** Below the largest upload by what may still come while it is being stopped. */
const mostBytes = 2_100_000_000
const idle: SendState = { state: 'sending', sent: 0, problem: null }

/** One recording from its first second to its becoming a video: pieces go to the device first and from there to the server. */
export function useTake(onMade: (videoId: string, itemId: string) => void) {
  const [state, setState] = useState<TakeState | null>(null)
  const take = useRef<Take | null>(null)
  const clock = useRef({ before: 0, since: 0 })
  const change = useCallback((part: Partial<TakeState>) => setState((had) => had && { ...had, ...part }), [])
  const secondsNow = (): number => clock.current.before + (clock.current.since ? (performance.now() - clock.current.since) / 1000 : 0)

  const begin = (recording: Recording, queue: PieceQueue, phase: TakeState['phase']): Take => {
    const { id } = recording
    const release = holdRecording(id)
    const sender = sendRecording({
      queue,
      transport: tusTransport(recording),
      href: recording.href,
      onBegun: (href) => {
        recording.href = href
        void keepRecording(recording)
      },
      onState: (send) => change({ send }),
      onMade: (videoId) => {
        void dropRecording(id).then(release)
        take.current = null
        setState(null)
        onMade(videoId, recording.itemId)
      },
    })
    take.current = { recording, queue, sender, recorder: null, release }
    setState({ phase, recording, seconds: recording.seconds, bytes: queue.total(), kept: true, send: idle })
    sender.wake()
    return take.current
  }

  const record = async (given: { itemId: string; name: string; sources: Sources }): Promise<void> => {
    const { sources, itemId } = given
    const type = recordingType(sources.hasPicture)
    const recorder = new MediaRecorder(sources.stream, {
      ...(type ? { mimeType: type } : {}),
      videoBitsPerSecond: 2_000_000,
      audioBitsPerSecond: 96_000,
    })
    const recording: Recording = {
      id: crypto.randomUUID(),
      itemId,
      name: `${given.name}.${type.includes('mp4') ? 'mp4' : 'webm'}`,
      type: type || 'video/webm',
      startedAt: new Date().toISOString(),
      seconds: 0,
      hasPicture: sources.hasPicture,
      href: null,
      base: 0,
    }
    await keepRecording(recording)
    const made = begin(recording, makePieceQueue(pieceStore(recording.id), { base: 0, pieces: [] }), 'recording')
    made.recorder = recorder
    recorder.ondataavailable = ({ data }) => {
      if (data.size === 0) return
      recording.seconds = secondsNow()
      void made.queue.add(data).then((kept) => {
        recording.base = made.queue.base()
        void keepRecording(recording)
        change({ bytes: made.queue.total(), seconds: recording.seconds, ...(kept ? {} : { kept }) })
        made.sender.wake()
        if (made.queue.total() > mostBytes && recorder.state !== 'inactive') recorder.stop()
      })
    }
    recorder.onstop = () => {
      recording.seconds = secondsNow()
      clock.current = { before: recording.seconds, since: 0 }
      sources.close()
      void keepRecording(recording)
      change({ phase: 'stopped', seconds: recording.seconds })
    }
    clock.current = { before: 0, since: performance.now() }
    sources.onEnded(() => recorder.state !== 'inactive' && recorder.stop())
    recorder.start(pieceMilliseconds)
  }
  /** Goes on with what a page that broke off left. */
  const reopen = async (recording: Recording): Promise<void> => {
    const pieces = await piecesOf(recording.id)
    begin({ ...recording }, makePieceQueue(pieceStore(recording.id), { base: recording.base, pieces }), 'stopped')
  }
  const pause = (): void => {
    take.current?.recorder?.pause()
    clock.current = { before: secondsNow(), since: 0 }
    change({ phase: 'paused', seconds: clock.current.before })
  }
  const resume = (): void => {
    take.current?.recorder?.resume()
    clock.current = { before: clock.current.before, since: performance.now() }
    change({ phase: 'recording' })
  }
  const stop = (): void => void (take.current?.recorder?.state !== 'inactive' && take.current?.recorder?.stop())
  /** Throws the recording away, here and on the server. */
  const drop = async (): Promise<void> => {
    const gone = take.current
    take.current = null
    setState(null)
    if (!gone) return
    gone.sender.stop()
    if (gone.recording.href) await forgetUpload(gone.recording.href)
    await dropRecording(gone.recording.id)
    gone.release()
  }

  useEffect(() => {
    const wake = (): void => take.current?.sender.wake()
    addEventListener('online', wake)
    return () => {
      removeEventListener('online', wake)
      const left = take.current
      take.current = null
      if (!left) return
      // the studio is closed: what was recorded lies on the device and is offered again
      left.sender.stop()
      if (left.recorder && left.recorder.state !== 'inactive') {
        left.recorder.addEventListener('stop', () => left.release())
        left.recorder.stop()
      } else left.release()
    }
  }, [])
  useEffect(() => {
    if (state?.phase !== 'recording') return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    const tick = setInterval(() => change({ seconds: secondsNow() }), 500)
    return () => {
      removeEventListener('beforeunload', ask)
      clearInterval(tick)
    }
  }, [state?.phase, change])

  return {
    state,
    record,
    reopen,
    pause,
    resume,
    stop,
    drop,
    send: (trim: Trim | null) => take.current?.sender.close(trim),
    tryAgain: () => take.current?.sender.wake(),
    look: () => take.current?.queue.whole(take.current.recording.type) ?? Promise.resolve(null),
  }
}
