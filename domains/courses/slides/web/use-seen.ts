import { useEffect, useState } from 'react'
import type { SlidesView } from '../contract.ts'
import { secondsToSee } from '../shared/seen.ts'
import { keepSeen, onSeenSent, waitingPages } from './waiting.ts'

const lookEvery = 250

export interface Seen {
  pages: ReadonlySet<number>
  /** Some of it has not reached the server yet. */
  waits: boolean
}

/**
 * Which pages the reader has really looked at: each stood on the screen, in sight, in the page that is looked at, for two
 * seconds. What is seen without a line counts at once and is sent later.
 * @param stage what shows the page
 * @param shown whether the page is there (its picture has come)
 */
export function useSeen(view: SlidesView, page: number, stage: HTMLElement | null, shown: boolean): Seen {
  const [fresh, setFresh] = useState<readonly number[]>([])
  const [waits, setWaits] = useState(false)
  useEffect(() => {
    let gone = false
    const look = (): void =>
      void waitingPages(view.id).then((found) => {
        if (gone) return
        setFresh((known) => [...known, ...found])
        setWaits(found.length > 0)
      })
    look()
    const end = onSeenSent(look)
    return () => {
      gone = true
      end()
    }
  }, [view.id])
  const pages = new Set([...view.seen, ...fresh])
  const known = pages.has(page)
  useEffect(() => {
    if (!view.counted || known || !shown || !stage) return undefined
    let inSight = false
    let seconds = 0
    const watch = new IntersectionObserver(([entry]) => void (inSight = (entry?.intersectionRatio ?? 0) >= 0.5), { threshold: [0, 0.5, 1] })
    watch.observe(stage)
    const timer = setInterval(() => {
      if (!inSight || document.visibilityState !== 'visible') return
      seconds += lookEvery / 1000
      if (seconds < secondsToSee) return
      clearInterval(timer)
      setFresh((before) => [...before, page])
      void keepSeen(view.id, page).then((outcome) => setWaits(outcome === 'waits'))
    }, lookEvery)
    return () => {
      clearInterval(timer)
      watch.disconnect()
    }
  }, [view.id, view.counted, page, known, shown, stage])
  return { pages, waits }
}
