import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useMay } from '../../../foundation/web/session/me.ts'

/** A reader's progress with one item, as `learning` answers it. */
export interface ItemProgress {
  itemId: string
  openedAt: string
  lastAt: string
  completedAt: string | null
  place: number
}

export interface CourseProgress {
  total: number
  completed: number
  items: ItemProgress[]
  /** What appeared since the visit before, and what was read and has changed since. */
  fresh: { itemId: string; why: 'new' | 'changed' }[]
}

/** One's own progress in an offering; undefined until it comes, and for those who do not study in it. */
export function useProgress(offeringId: string): CourseProgress | undefined {
  const studies = useMay()('progress.write', { offeringId })
  const { data } = useApi<CourseProgress>('/api/offerings/{offeringId}/progress', { path: { offeringId }, enabled: studies })
  // The answer may have come along with the page before it was known who reads it.
  return studies ? data : undefined
}
