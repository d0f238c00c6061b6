import { useCallback, useEffect, useRef, useState } from 'react'
import { act } from '../../../../foundation/web/api/use-act.ts'
import type { PaperView } from '../../contract.ts'
import type { BeatView } from '../contract.ts'

const everyMs = 12_000
const spreadMs = 6_000

export interface Watch {
  endsAt: string | null
  paused: boolean
  /** False: another device has the exam. */
  mine: boolean
  messages: BeatView['messages']
  takeOver: () => void
}

/** What this tab calls itself; a reload keeps it, another tab or device has another. */
function deviceName(): string {
  const known = sessionStorage.getItem('portal-exam-device')
  if (known) return known
  const name = crypto.randomUUID()
  sessionStorage.setItem('portal-exam-device', name)
  return name
}

/**
 * Tells who watches an exam that this page is there, and hears what they do: more time, a pause, messages, an end.
 * Papers that nobody watches are left alone.
 */
export function useBeat(paper: PaperView, unsent: number, onOver: () => void): Watch {
  const [view, setView] = useState<BeatView | null>(null)
  const away = useRef(0)
  const waiting = useRef(unsent)
  waiting.current = unsent
  const over = useRef(onOver)
  over.current = onOver
  const { attemptId, watched } = paper

  const hear = useCallback((next: BeatView): void => {
    setView(next)
    if (next.submitted) over.current()
  }, [])

  useEffect(() => {
    if (!watched) return undefined
    let timer: ReturnType<typeof setTimeout>
    let gone = false
    const tell = async (): Promise<void> => {
      const left = away.current
      try {
        const next = await act<BeatView>('post', '/api/attempts/{attemptId}/beat', {
          path: { attemptId },
          body: { device: deviceName(), away: left, unsent: waiting.current },
        })
        away.current -= left
        if (!gone) hear(next)
      } catch {
        // without a line the exam goes on: the next beat tells it all
      }
      if (!gone) timer = setTimeout(() => void tell(), everyMs + Math.random() * spreadMs)
    }
    const onLeave = (): void => {
      if (document.visibilityState === 'hidden') away.current += 1
    }
    void tell()
    document.addEventListener('visibilitychange', onLeave)
    return () => {
      gone = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onLeave)
    }
  }, [attemptId, watched, hear])

  const takeOver = useCallback((): void => {
    act<BeatView>('post', '/api/attempts/{attemptId}/take-over', { path: { attemptId }, body: { device: deviceName() } }).then(hear, () => undefined)
  }, [attemptId, hear])

  return {
    endsAt: view ? view.endsAt : paper.endsAt,
    paused: view?.paused ?? false,
    mine: view?.mine ?? true,
    messages: view?.messages ?? [],
    takeOver,
  }
}
