import { useCallback, useEffect, useRef, useState } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useMay } from '../../../../foundation/web/session/me.ts'
import type { PlayerHandle } from '../../../courses/web/index.ts'
import type { WatchingView } from '../contract.ts'
import { mergeIntervals, type Interval } from '../shared/intervals.ts'
import { keepBeat, sendBeats } from './beat-queue.ts'
import { PlayingMeter } from './measure-playing.ts'

const beatEvery = 15_000

export interface Watching {
  /** What the server knows, and what was played since on this page; null until it is known. */
  view: WatchingView | null
  ready: boolean
  setPlayer: (player: PlayerHandle | null) => void
  setSoundOnly: (only: boolean) => void
  player: PlayerHandle | null
  /** Tells the server that the film is about to be watched, so that watching without a line has a beginning. */
  announce: () => void
}

/** Measures what a viewer really watches and tells it (R4.3c): every quarter of a minute, on pauses, on leaving, and later without a line. */
export function useWatching(videoId: string, offeringId: string, itemId: string): Watching {
  const studies = useMay()('progress.write', { offeringId })
  const known = useApi<WatchingView>('/api/videos/{videoId}/watching', { path: { videoId } })
  const [player, setPlayer] = useState<PlayerHandle | null>(null)
  const [told, setTold] = useState<WatchingView | null>(null)
  const [fresh, setFresh] = useState<Interval[]>([])
  const soundOnly = useRef(false)
  const meter = useRef<PlayingMeter | null>(null)
  const done = useRef(false)
  const name = useRef({ player: crypto.randomUUID(), number: 0 })
  const beat = useCallback(
    async (empty = false): Promise<void> => {
      const played = meter.current?.take() ?? []
      if (!studies || (played.length === 0 && !empty)) return
      const place = Math.round((player?.media.currentTime ?? 0) * 10)
      setFresh((had) => mergeIntervals([...had, ...played.filter(({ how }) => how !== 'hidden').map(({ from, to }) => [from, to] as const)]))
      for (let at = 0; at < Math.max(1, played.length); at += 200)
        await keepBeat(videoId, {
          ...name.current,
          number: name.current.number++,
          place,
          at: new Date().toISOString(),
          played: played.slice(at, at + 200),
        })
      const answer = (await sendBeats()).get(videoId)
      if (!answer) return
      setTold(answer)
      if (answer.doneAt && !done.current) void refresh(`/api/offerings/${offeringId}/progress`, `/api/items/${itemId}`)
      done.current = answer.doneAt !== null
    },
    [videoId, offeringId, itemId, studies, player],
  )
  useEffect(() => {
    if (!player || !studies) return undefined
    const { media } = player
    const own = new PlayingMeter(media)
    own.soundOnly = soundOnly.current
    meter.current = own
    const now = (): void => void beat()
    const first = (): void => void beat(true)
    const timer = setInterval(now, beatEvery)
    media.addEventListener('play', first, { once: true })
    media.addEventListener('pause', now)
    media.addEventListener('ended', now)
    document.addEventListener('visibilitychange', now)
    addEventListener('online', now)
    addEventListener('pagehide', now)
    return () => {
      clearInterval(timer)
      void beat()
      own.stop()
      media.removeEventListener('play', first)
      media.removeEventListener('pause', now)
      media.removeEventListener('ended', now)
      document.removeEventListener('visibilitychange', now)
      removeEventListener('online', now)
      removeEventListener('pagehide', now)
    }
  }, [player, studies, beat])
  const base = told ?? known.data ?? null
  const view = base && {
    ...base,
    played: mergeIntervals([...(base.played as Interval[]), ...fresh]).map(([from, to]) => [from, to] as [number, number]),
  }
  const setSoundOnly = useCallback((only: boolean): void => {
    soundOnly.current = only
    if (meter.current) meter.current.soundOnly = only
  }, [])
  return { view, ready: !known.isPending || known.isPaused || known.isError, setPlayer, setSoundOnly, player, announce: () => void beat(true) }
}
