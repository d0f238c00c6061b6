import type { Scale } from '../scale.ts'
import { bonusPart, placeOf, type SchemeContent } from './shared/scheme.ts'
import { sumUp, type Score, type Summed } from './sum-up.ts'

/** A marked work of a student, or a missed one with no points. */
export interface Work {
  id: string
  kind: string
  /** Of a hand column: the part it was made for. */
  partId?: string | null
  points: number
  maxPoints: number
}

/**
 * The grade of a student's works by a scheme: each work goes to its part, what stands in the bonus adds percents, and what has no part
 * does not count. Null while there is nothing to count.
 */
export function sumWorks(scheme: SchemeContent, works: readonly Work[], options: { scale: Scale; closed: boolean }): Summed | null {
  const scores: Score[] = []
  let bonus = 0
  for (const work of works) {
    const { id, points, maxPoints } = work
    const { partId } = placeOf(scheme, work)
    if (partId === bonusPart) bonus += Math.max(0, points)
    else if (partId !== null) scores.push({ id, partId, points, maxPoints })
  }
  return sumUp(scheme, scores, { ...options, bonus })
}
