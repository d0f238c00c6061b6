import { useCallback, useEffect, useRef, useState } from 'react'
import { useDataSaver } from '../../../../foundation/web/session/data-saver.ts'
import type { VideoView } from '../contract.ts'
import { findKept, type KeptFilm } from './kept-films.ts'
import { openFilm, type Choice, type OpenFilm } from './open-film.ts'
import { firstChoice, keepChoice, keptSpeed } from './player-settings.ts'

export interface Film {
  /** Nothing is fetched before it has begun. */
  begun: boolean
  choice: Choice
  choose: (choice: Choice) => void
  /** The height that is played now. */
  height: number | null
  kept: KeptFilm | null
  saving: boolean
  trouble: 'line' | 'broken' | null
  play: (at?: number) => void
}

/** A film in a media element: opened when it is first played, opened anew where it stands when another quality is chosen. */
export function useFilm(media: HTMLVideoElement | null, video: VideoView, startAt: number): Film {
  const saving = useDataSaver()
  const [kept, setKept] = useState<KeptFilm | null>(null)
  const [chosen, setChosen] = useState<Choice | null>(null)
  const [begun, setBegun] = useState(false)
  const [height, setHeight] = useState<number | null>(null)
  const [trouble, setTrouble] = useState<Film['trouble']>(null)
  const open = useRef<Promise<OpenFilm> | null>(null)
  const choice = chosen ?? (kept ? kept.quality : firstChoice(video, saving))
  useEffect(() => {
    let gone = false
    void findKept(video.id).then((found) => !gone && setKept(found))
    return () => {
      gone = true
      void open.current?.then((film) => film.close())
      open.current = null
    }
  }, [video.id])
  const begin = useCallback(
    async (at: number, wanted: Choice, copy: KeptFilm | null): Promise<void> => {
      if (!media) return
      const before = open.current
      const options = { choice: wanted, startAt: at, kept: copy?.quality === wanted || !navigator.onLine ? copy : null, saving }
      open.current = (async () => {
        ;(await before)?.close()
        return openFilm(media, video, { ...options, onHeight: setHeight, onTrouble: setTrouble })
      })()
      await open.current
      media.playbackRate = keptSpeed()
      media.defaultPlaybackRate = keptSpeed()
    },
    [media, video, saving],
  )
  const play = (at?: number): void => {
    if (!media) return
    if (open.current) {
      if (at !== undefined) media.currentTime = at
      void media.play().catch(() => null)
      return
    }
    setBegun(true)
    void begin(at ?? startAt, choice, kept)
      .then(() => media.play())
      // The browser may ask for another press when the line was slow; without a line the message stands already.
      .catch(() => setTrouble(navigator.onLine ? null : 'line'))
  }
  const choose = (next: Choice): void => {
    setChosen(next)
    keepChoice(next)
    if (!media || !open.current) return
    const wasPlaying = !media.paused
    void begin(media.currentTime, next, kept).then(() => (wasPlaying ? media.play().catch(() => null) : null))
  }
  return { begun, choice, choose, height, kept, saving, trouble, play }
}
