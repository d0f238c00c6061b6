import { useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat } from '../../../foundation/web/i18n/use-text.ts'
import { SearchField } from '../../../foundation/web/kit/SearchField.tsx'
import type { PersonView } from '../contract.ts'

type Source =
  | '/api/offerings/{offeringId}/teacher-candidates'
  | '/api/offerings/{offeringId}/student-candidates'
  | '/api/groups/{groupId}/student-candidates'
  | '/api/groups/{groupId}/curator-candidates'

/** A person found by name, for a task that the reader may do. */
export function PersonField({
  source,
  path,
  label,
  name = 'personId',
}: {
  source: Source
  path: Record<string, string>
  label: string
  name?: string
}): ReactNode {
  const format = useFormat()
  const [words, setWords] = useState('')
  const found = useApi<{ people: PersonView[] }>(source, { path, query: { words }, enabled: words.length > 1, keepPrevious: true })
  return (
    <SearchField
      name={name}
      label={label}
      required
      onSearch={setWords}
      loading={found.isFetching}
      options={(found.data?.people ?? []).map((one) => ({ value: one.personId, label: format.name(one) }))}
    />
  )
}
