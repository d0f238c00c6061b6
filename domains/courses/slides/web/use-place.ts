import { useEffect, useState } from 'react'
import { slidesPlaces } from './waiting.ts'

/** The page that is read, kept on the device: one goes on where one stopped. Null until the device has told. */
export function usePlace(slidesId: string, count: number): [number | null, (page: number) => void] {
  const [page, setPage] = useState<number | null>(null)
  useEffect(() => {
    let gone = false
    void slidesPlaces.get(slidesId).then(
      (kept) => !gone && setPage(Math.min(count, Math.max(1, kept ?? 1))),
      () => !gone && setPage(1),
    )
    return () => {
      gone = true
    }
  }, [slidesId, count])
  const go = (wanted: number): void => {
    const next = Math.min(count, Math.max(1, wanted))
    setPage(next)
    void slidesPlaces.put(slidesId, next)
  }
  return [page, go]
}
