import type { Localized } from '../../../../foundation/i18n/localized.ts'

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

/** What a part is for, as the syllabus names it; `all` is the one part of a discipline without a usable syllabus. */
export const partKinds = ['current', 'module', 'independent', 'final', 'all'] as const
export type PartKind = (typeof partKinds)[number]

/** A part as people know it. */
export interface NamedPart extends SchemePart {
  kind: PartKind
  title: Localized
}

/** A version of an offering's scheme, with what counts where. */
export interface SchemeContent extends Scheme {
  parts: NamedPart[]
  /** Item → part, `bonusPart`, or null for what does not count. What is not named here is placed by its kind. */
  items: Record<string, string | null>
}

/** Works placed here add their points as percents, up to `bonusMost`. No part of a scheme has this id. */
export const bonusPart = 'bonus'

export type SchemeFault = 'weights' | 'part-twice' | 'drop' | 'drop-by-points' | 'bonus'

/** Weights added up; whole hundredths of hundredths, so that 33.3 + 33.3 + 33.4 is 100. */
export const sumOfWeights = (parts: readonly { weight: number }[]): number =>
  parts.reduce((sum, part) => sum + Math.round(part.weight * 10_000), 0) / 10_000

/**
 * What is wrong with a scheme; empty when it can be used. The weakest are dropped only where works count alike:
 * by points, a better mark for a big weak work could push out a small one and lower the grade.
 */
export function faultsOf(scheme: Scheme): SchemeFault[] {
  const { parts } = scheme
  const faults: SchemeFault[] = []
  if (parts.some((part) => !(part.weight > 0)) || sumOfWeights(parts) !== 100) faults.push('weights')
  if (new Set(parts.map((part) => part.id)).size !== parts.length || parts.some((part) => part.id === bonusPart)) faults.push('part-twice')
  if (parts.some((part) => !Number.isInteger(part.dropLowest) || part.dropLowest < 0)) faults.push('drop')
  if (parts.some((part) => part.dropLowest > 0 && part.works === 'by-points')) faults.push('drop-by-points')
  if (!(scheme.bonusMost >= 0 && scheme.bonusMost <= 100)) faults.push('bonus')
  return faults
}

/** Where a kind of work is looked for first. An exam is never guessed: what counts for it is said by hand. */
const guesses: Record<string, readonly PartKind[]> = {
  test: ['current', 'module', 'independent', 'all'],
  assignment: ['independent', 'current', 'module', 'all'],
}

/**
 * The part that a work counts to: as the scheme says, else the one that a hand column was made for, else the first one that suits
 * the kind; null where it does not count.
 */
export function placeOf(
  scheme: SchemeContent,
  item: { id: string; kind: string; partId?: string | null },
): { partId: string | null; guessed: boolean } {
  const said = scheme.items[item.id]
  if (said !== undefined) return { partId: said, guessed: false }
  if (item.kind === 'column') {
    const own = item.partId ?? null
    return { partId: own === bonusPart || scheme.parts.some(({ id }) => id === own) ? own : null, guessed: false }
  }
  const wanted = guesses[item.kind] ?? ['all']
  const found =
    wanted.flatMap((kind) => scheme.parts.filter((part) => part.kind === kind))[0] ?? (scheme.parts.length === 1 ? scheme.parts[0] : undefined)
  return { partId: found?.id ?? null, guessed: true }
}
