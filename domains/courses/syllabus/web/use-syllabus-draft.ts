import { useState } from 'react'
import { act } from '../../../../foundation/web/api/use-act.ts'
import type { ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useKeptDraft, type KeptDraft } from '../../../../foundation/web/api/use-kept-draft.ts'
import type { Saving } from '../../../../foundation/web/kit/SavedState.tsx'
import type { SyllabusView } from '../contract.ts'
import type { SyllabusContent, SyllabusFinding } from '../shared/syllabus.ts'

/**
 * The syllabus while it is written: kept on the device with every change, saved on the server after a pause. A change by
 * another author is told, and what was written here stays.
 */
export function useSyllabusDraft(view: SyllabusView): {
  content: SyllabusContent
  edit: (part: Partial<SyllabusContent>) => void
  findings: readonly SyllabusFinding[]
  state: Saving
  savedAt: number | null
  problem: ApiProblem | null
  save: () => void
  /** What the device kept from a time when it could not be saved. */
  restored: boolean
  /** Leaves the own text and goes on with the one on the server. */
  takeTheirs: () => void
} {
  const offeringId = view.offering.id
  const [findings, setFindings] = useState<readonly SyllabusFinding[]>(view.findings as SyllabusFinding[])
  const draft = useKeptDraft<SyllabusContent, { version: number; findings: SyllabusFinding[] }>({
    store: deviceStore<KeptDraft<SyllabusContent>>('portal-syllabus-drafts'),
    key: offeringId,
    began: { version: view.version, content: view.content },
    send: (body) => act('put', '/api/offerings/{offeringId}/syllabus', { path: { offeringId }, body }),
    onSaved: (answer) => {
      setFindings(answer.findings)
      void refresh(`/api/offerings/${offeringId}/syllabus`)
    },
  })
  return {
    ...draft,
    findings,
    edit: (part) => draft.edit((had) => ({ ...had, ...part })),
    takeTheirs: () =>
      void draft
        .begin({ version: view.version, content: view.content })
        .then(() => refresh(`/api/offerings/${offeringId}/syllabus`))
        .then(() => location.reload()),
  }
}
