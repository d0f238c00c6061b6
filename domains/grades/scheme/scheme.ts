/** How a grade of a discipline comes about; data, because universities and syllabi differ (R4.4b). */
export interface Scheme {
  parts: SchemePart[]
  /** Most percents that a bonus can add. */
  bonusMost: number
  rounding: 'half-up' | 'down'
}

export interface SchemePart {
  id: string
  /** Share of the grade, percent; the shares of a scheme make 100. */
  weight: number
  /** Every work alike, or each by its points. */
  works: 'alike' | 'by-points'
  /** So many of the weakest works do not count; one always does. */
  dropLowest: number
}

export type SchemeFault = 'weights' | 'part-twice' | 'drop' | 'drop-by-points' | 'bonus'

/**
 * What is wrong with a scheme; empty when it can be used. The weakest are dropped only where works count alike:
 * by points, a better mark for a big weak work could push out a small one and lower the grade.
 */
export function faultsOf(scheme: Scheme): SchemeFault[] {
  const { parts } = scheme
  const faults: SchemeFault[] = []
  const weights = parts.map((part) => Math.round(part.weight * 10_000))
  if (weights.some((one) => !(one > 0)) || weights.reduce((sum, one) => sum + one, 0) !== 1_000_000) faults.push('weights')
  if (new Set(parts.map((part) => part.id)).size !== parts.length) faults.push('part-twice')
  if (parts.some((part) => !Number.isInteger(part.dropLowest) || part.dropLowest < 0)) faults.push('drop')
  if (parts.some((part) => part.dropLowest > 0 && part.works === 'by-points')) faults.push('drop-by-points')
  if (!(scheme.bonusMost >= 0 && scheme.bonusMost <= 100)) faults.push('bonus')
  return faults
}
