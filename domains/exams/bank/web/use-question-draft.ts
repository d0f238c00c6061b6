import { useEffect, useState } from 'react'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import type { QuestionDraft } from './BankQuestionForm.tsx'

const drafts = deviceStore<QuestionDraft>('portal-bank-drafts')

/**
 * What an author writes of a question, kept on the device until it is saved: a question becomes a version only when its author
 * says so, and nothing typed is lost before that.
 * @param began what the server has; null while a new one is written
 */
export function useQuestionDraft(key: string, began: QuestionDraft) {
  const [draft, setDraft] = useState(began)
  const [restored, setRestored] = useState(false)
  useEffect(() => {
    let gone = false
    void drafts.get(key).then((kept) => {
      if (gone || !kept || kept.expects !== began.expects) return
      setDraft(kept)
      setRestored(true)
    })
    return () => {
      gone = true
    }
  }, [key, began.expects])
  return {
    draft,
    restored,
    change: (next: QuestionDraft): void => {
      setDraft(next)
      void drafts.put(key, next)
    },
    /** Leaves what was written for what the server has. */
    begin: (from: QuestionDraft): void => {
      setDraft(from)
      setRestored(false)
      void drafts.remove(key)
    },
  }
}
