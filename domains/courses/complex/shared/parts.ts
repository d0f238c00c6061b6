/** What an item is in the complex (R3.4a names these parts). */
export const itemParts = [
  'lecture',
  'presentation',
  'practical',
  'laboratory',
  'test',
  'control',
  'reading',
  'multimedia',
  'virtual-lab',
  'guide',
] as const
export type ItemPart = (typeof itemParts)[number]

/** Everything the guard may demand: parts that items fill, and parts that the syllabus fills. */
export const demandedParts = [...itemParts, 'syllabus', 'grading-policy'] as const
export type DemandedPart = (typeof demandedParts)[number]

export const complexStates = ['open', 'draft', 'submitted', 'returned', 'approved', 'published'] as const
export type ComplexState = (typeof complexStates)[number]

/** Hours of the plan that decide which parts are demanded. */
export interface PartHours {
  lecture: number
  practical: number
  laboratory: number
  seminar: number
}

/** A part that is missing: how many there are, how many are demanded. */
export interface PartGap {
  part: DemandedPart
  given: number
  needed: number
}

/**
 * What an item of this kind most likely is, until its author says otherwise; null for what is no part.
 * @param hours of the plan: an assignment is a laboratory task where there are laboratory hours alone
 */
export function guessPart(kind: string, hours: PartHours): ItemPart | null {
  if (kind === 'assignment') return hours.laboratory > 0 && hours.practical + hours.seminar === 0 ? 'laboratory' : 'practical'
  const known: Record<string, ItemPart> = {
    page: 'lecture',
    test: 'test',
    file: 'presentation',
    link: 'reading',
    video: 'multimedia',
    package: 'multimedia',
  }
  return known[kind] ?? null
}

/** What a block in a lesson's text is besides the lesson; null for what is no part. A task to be solved is as an assignment. */
export function partOfBlock(block: string, hours: PartHours): ItemPart | null {
  if (block === 'coding') return guessPart('assignment', hours)
  const known: Record<string, ItemPart> = {
    lab: 'virtual-lab',
    slides: 'presentation',
    'self-check': 'test',
    plot: 'multimedia',
    video: 'multimedia',
    package: 'multimedia',
  }
  return known[block] ?? null
}
