import { useEffect, useRef, useState, type RefObject } from 'react'
import type { Saving } from '../../../../foundation/web/kit/SavedState.tsx'
import type { LaunchView, SaveInput } from '../contract.ts'
import { keepReport, onSaving } from './reports.ts'

interface PlayerMessage {
  player?: unknown
  session?: unknown
  type?: unknown
  pixels?: unknown
  report?: Partial<Pick<SaveInput, 'completion' | 'success' | 'score' | 'seconds' | 'state'>>
}

/** How long after its frame is gone a player may still say its last word. */
const lastWord = 3_000

/**
 * The portal's end of the line to a player. Only messages of the content origin and of this very frame are heard (a frame that is just
 * being closed has no window any more; then the sitting's id must be right), and the launch is sent to that origin alone.
 */
export function usePlayer(
  launch: LaunchView,
  place: { itemId: string; offeringId: string },
  onFinished: () => void,
): { frame: RefObject<HTMLIFrameElement | null>; saving: Saving; at: number | null; height: number | null } {
  const frame = useRef<HTMLIFrameElement>(null)
  const [saving, setSaving] = useState<{ state: Saving; at: number | null }>({ state: 'idle', at: null })
  const [height, setHeight] = useState<number | null>(null)
  const finished = useRef(onFinished)
  finished.current = onFinished
  const { itemId, offeringId } = place

  useEffect(() => {
    let sequence = 0
    const own = frame.current
    const hear = (event: MessageEvent<PlayerMessage>): void => {
      const { data } = event
      if (event.origin !== launch.origin || data?.player !== 'package') return
      if (event.source === null ? data.session !== launch.sessionId : event.source !== own?.contentWindow) return
      if (data.type === 'ready') own?.contentWindow?.postMessage({ type: 'start', launch }, launch.origin)
      else if (data.session !== launch.sessionId) return
      else if (data.type === 'height' && typeof data.pixels === 'number') setHeight(Math.min(20_000, Math.max(120, data.pixels)))
      else if (data.type === 'finished') finished.current()
      else if (data.type === 'report' && launch.attemptId && data.report) {
        sequence += 1
        const { completion = 'incomplete', success = 'unknown', score = null, seconds = 0, state } = data.report
        void keepReport({
          itemId,
          offeringId,
          attemptId: launch.attemptId,
          body: {
            sessionId: launch.sessionId,
            sequence,
            seconds: Math.min(86_400, Math.max(0, Math.round(Number(seconds) || 0))),
            completion,
            success,
            score,
            ...(state === undefined ? {} : { state }),
          },
        })
      }
    }
    addEventListener('message', hear)
    const stop = onSaving((sessionId, state, at) => {
      if (sessionId === launch.sessionId) setSaving({ state, at })
    })
    return () => {
      stop()
      setTimeout(() => removeEventListener('message', hear), lastWord)
    }
  }, [launch, itemId, offeringId])

  return { frame, saving: saving.state, at: saving.at, height }
}
