import type { Localized } from '../../../../foundation/i18n/localized.ts'

export interface Level {
  id: string
  title: Localized
  points: number
}

export interface Criterion {
  id: string
  title: Localized
  /** Worst first or best first, as the teacher wrote them. */
  levels: Level[]
}

export interface Rubric {
  criteria: Criterion[]
}

/** What a marker chose: a level for each criterion, and words to some of them. */
export interface Filled {
  chosen: Record<string, string>
  comments: Record<string, string>
}

const hundredths = (points: number): number => Math.round(points * 100)

/** The most points a rubric gives, exact to hundredths. */
export function mostPoints(rubric: Rubric): number {
  return rubric.criteria.reduce((sum, one) => sum + Math.max(0, ...one.levels.map((level) => hundredths(level.points))), 0) / 100
}

/** The points of what was chosen; null while a criterion waits, or a level is none of its criterion. */
export function pointsOf(rubric: Rubric, chosen: Readonly<Record<string, string>>): number | null {
  let sum = 0
  for (const one of rubric.criteria) {
    const level = one.levels.find(({ id }) => id === chosen[one.id])
    if (!level) return null
    sum += hundredths(level.points)
  }
  return sum / 100
}

export type RubricFault = 'title' | 'levels' | 'points' | 'ids'

/** What is wrong with a rubric; null when it can be used. */
export function faultOf(rubric: Rubric): RubricFault | null {
  const named = (title: Localized): boolean => Object.values(title).some((text) => text?.trim())
  const ids = rubric.criteria.flatMap((one) => [one.id, ...one.levels.map((level) => level.id)])
  if (new Set(ids).size !== ids.length) return 'ids'
  for (const one of rubric.criteria) {
    if (!named(one.title) || one.levels.some((level) => !named(level.title))) return 'title'
    if (one.levels.length < 2) return 'levels'
    if (one.levels.some((level) => level.points < 0 || hundredths(level.points) / 100 !== level.points)) return 'points'
  }
  return rubric.criteria.length > 0 && mostPoints(rubric) === 0 ? 'points' : null
}
