/** Values of packages that server and pages share. No server code, no Zod. */

/** How a package is played, told by what is in it. */
export const packageKinds = ['h5p', 'scorm12', 'scorm2004', 'cmi5', 'xapi', 'html'] as const
export type PackageKind = (typeof packageKinds)[number]

/** When a part counts as done (cmi5's `moveOn`); other kinds know only their own completion. */
export const moveOnRules = ['Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable'] as const
export type MoveOn = (typeof moveOnRules)[number]

/** One part that can be opened: a SCO, an assignable unit, or the whole package. */
export interface PackageUnit {
  id: string
  title: string
  /** Folded headings above it, for the table of contents. */
  under: string[]
  /** Path inside the package. */
  path: string
  /** Query of its address, without `?`. */
  query: string
  /** A part without a runtime of its own (a SCORM asset): done when opened. */
  passive?: boolean
  /** Share of the points from which it is passed, 0…1. */
  mastery?: number
  /** `cmi.launch_data`, `launchParameters`. */
  launchData?: string
  maxTime?: string
  timeLimitAction?: string
  moveOn?: MoveOn
  /** cmi5: the activity's IRI as the package names it. */
  activity?: string
}

export type Completion = 'not-attempted' | 'incomplete' | 'completed'
export type Success = 'unknown' | 'passed' | 'failed'

/** What a runtime reports of one part. */
export interface UnitReport {
  completion: Completion
  success: Success
  /** 0…1; null: none given. */
  score: number | null
}

/** Largest state of one part, in characters of JSON: SCORM 2004 asks for 64 000 of suspend data, real packages keep far more. */
export const stateLimit = 700_000

/** Whether a part is done by its own rule. */
export function isDone(unit: Pick<PackageUnit, 'moveOn'>, report: UnitReport): boolean {
  const completed = report.completion === 'completed'
  const passed = report.success === 'passed'
  switch (unit.moveOn) {
    case 'Passed':
      return passed
    case 'Completed':
      return completed
    case 'CompletedAndPassed':
      return completed && passed
    case 'NotApplicable':
      return true
    default:
      return completed || passed
  }
}

/** What a whole attempt comes to: done when every part is; its score is the mean of the parts that give one. */
export function sumUp(units: PackageUnit[], reports: Map<string, UnitReport>): UnitReport & { done: boolean } {
  const own = units.map((unit) => ({ unit, report: reports.get(unit.id) }))
  const done = own.every(({ unit, report }) => (report ? isDone(unit, report) : unit.moveOn === 'NotApplicable'))
  const scores = own.flatMap(({ report }) => (report?.score === null || report?.score === undefined ? [] : [report.score]))
  const begun = own.some(({ report }) => report && report.completion !== 'not-attempted')
  const successes = own.flatMap(({ report }) => (report && report.success !== 'unknown' ? [report.success] : []))
  return {
    done,
    completion: done ? 'completed' : begun ? 'incomplete' : 'not-attempted',
    success: successes.includes('failed') ? 'failed' : done && successes.length > 0 ? 'passed' : 'unknown',
    score: scores.length === 0 ? null : scores.reduce((sum, one) => sum + one, 0) / scores.length,
  }
}

/** The better of two reports of one part: what was reached stays reached when a late or older device reports less. */
export function keepBest(known: UnitReport, late: UnitReport): UnitReport {
  const rank = { 'not-attempted': 0, incomplete: 1, completed: 2 }
  return {
    completion: rank[late.completion] > rank[known.completion] ? late.completion : known.completion,
    success: late.success === 'passed' || known.success === 'unknown' ? late.success : known.success,
    score: late.score === null ? known.score : Math.max(known.score ?? 0, late.score),
  }
}
