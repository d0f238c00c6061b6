import { useEffect } from 'react'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import { sendProgress } from './waiting-progress.ts'

const beatEvery = 20_000

/** How far the page is read, in per mille: the lowest line that was on the screen. */
function placeNow(): number {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement
  return scrollHeight <= clientHeight + 8 ? 1000 : Math.min(1000, Math.round(((scrollTop + clientHeight) / scrollHeight) * 1000))
}

/**
 * Keeps a student's progress with an item (R4.3c): on opening, while the page is seen, and on leaving. What
 * could not be sent waits on the device for the line.
 * @param kept whether the item counts reading (its text is there)
 */
export function useReading(offeringId: string, itemId: string, kept: boolean): void {
  const may = useMay()
  const studies = kept && may('progress.write', { offeringId })
  useEffect(() => {
    if (!studies) return undefined
    let seconds = 0
    let since = Date.now()
    let furthest = 0
    let sending = false
    const look = (): void => {
      furthest = Math.max(furthest, placeNow())
      if (document.visibilityState === 'visible') seconds += (Date.now() - since) / 1000
      since = Date.now()
    }
    const beat = async (): Promise<void> => {
      look()
      if (sending) return
      sending = true
      const told = Math.min(3600, Math.floor(seconds))
      // what the line does not take waits on the device, also after the page is closed
      await sendProgress(itemId, { seconds: told, place: furthest })
      seconds -= told
      sending = false
    }
    const onScroll = (): void => void (furthest = Math.max(furthest, placeNow()))
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') {
        // The time until now was visible; the state has just turned.
        seconds += (Date.now() - since) / 1000
        since = Date.now()
        void beat()
      } else since = Date.now()
    }
    const first = setTimeout(() => void beat(), 1500)
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void beat()
    }, beatEvery)
    addEventListener('scroll', onScroll, { passive: true })
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
      removeEventListener('scroll', onScroll)
      document.removeEventListener('visibilitychange', onVisibility)
      void beat().then(() => refresh(`/api/offerings/${offeringId}/progress`))
    }
  }, [offeringId, itemId, studies])
}
