import { useEffect, useRef, useState } from 'react'
import { deviceStore } from '../../../foundation/web/api/device-store.ts'
import type { Draft } from './send-work.ts'

const store = deviceStore<Draft>('portal-work-drafts')
const empty = (): Draft => ({ clientKey: crypto.randomUUID(), text: '', files: [] })

/** The draft of an assignment on this device; it lives through reloads until the server has acknowledged the work. */
export function useDraft(itemId: string): {
  draft: Draft
  ready: boolean
  keptAt: number | null
  change: (part: Partial<Draft>) => void
  discard: () => Promise<void>
} {
  const key = itemId
  const [draft, setDraft] = useState<Draft>(empty)
  const [ready, setReady] = useState(false)
  const [keptAt, setKeptAt] = useState<number | null>(null)
  const writing = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    void store.get(key).then((kept) => {
      if (kept) {
        setDraft(kept)
        setKeptAt(Date.now())
      }
      setReady(true)
    })
    return () => clearTimeout(writing.current)
  }, [key])
  return {
    draft,
    ready,
    keptAt,
    change(part) {
      const next = { ...draft, ...part }
      setDraft(next)
      clearTimeout(writing.current)
      const empty = next.text.trim() === '' && next.files.length === 0
      const keep = async (): Promise<void> => {
        // «kept» is said only when the device has it
        if (empty) await store.remove(key)
        const kept = empty ? false : await store.put(key, next)
        setKeptAt(kept ? Date.now() : null)
      }
      writing.current = setTimeout(() => void keep(), part.text === undefined ? 0 : 300)
    },
    async discard() {
      clearTimeout(writing.current)
      await store.remove(key)
      setDraft(empty())
      setKeptAt(null)
    },
  }
}
