import { useEffect, useState } from 'react'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import type { WorkView } from '../contract.ts'

interface MarkDraft {
  points: number | null
  comment: string
  reason: string
  /** How many marks there were when it was begun. */
  expects: number
}

const drafts = deviceStore<MarkDraft>('portal-mark-drafts')

/** A mark that is being written, kept on the device until the server has it. */
export function useMarkDraft(work: WorkView): {
  draft: MarkDraft
  keptAt: number | null
  change: (part: Partial<MarkDraft>) => void
  discard: () => Promise<void>
} {
  const key = `${work.attemptId} ${work.questionId}`
  const began: MarkDraft = { points: work.points, comment: work.comment ?? '', reason: '', expects: work.history.length }
  const [draft, setDraft] = useState<MarkDraft | null>(null)
  const [keptAt, setKeptAt] = useState<number | null>(null)
  useEffect(() => {
    let gone = false
    void drafts.get(key).then((kept) => {
      if (gone || !kept) return
      setDraft((typed) => typed ?? kept)
      setKeptAt(Date.now())
    })
    return () => {
      gone = true
    }
  }, [key])
  return {
    draft: draft ?? began,
    keptAt,
    change(part) {
      const next = { ...(draft ?? began), ...part }
      setDraft(next)
      void drafts.put(key, next).then((kept) => setKeptAt(kept ? Date.now() : null))
    },
    async discard() {
      await drafts.remove(key)
      setDraft(null)
      setKeptAt(null)
    },
  }
}
