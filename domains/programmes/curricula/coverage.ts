import { certain, hoursOff, pools, type Choosable, type Hours } from './hours.ts'

/** A line of a curriculum as the standard looks at it. */
export interface PlannedLine extends Hours, Choosable {
  disciplineCode: string
  block: string | null
  outcomes: readonly string[]
}

/** What a state standard demands (R4.2a). */
export interface Demands {
  code: string
  totalCredits: number
  semesters: number
  practiceCredits: number
  attestationCredits: number
  outcomes: readonly { code: string; kind: string; minCredits: number | null }[]
}

/** The arithmetic of credits, a versioned parameter of the rule R4.2a. */
export interface CreditArithmetic {
  hoursPerCredit: number
  creditsPerSemester: number
}

/** One thing that is wrong. `blocks`: the curriculum cannot be approved with it; else it is a remark. */
export interface Gap {
  /** Name of the text in `gaps` of the domain's locales. */
  kind:
    | 'no-standard'
    | 'no-lines'
    | 'hours'
    | 'pool'
    | 'semester-range'
    | 'twice'
    | 'total-credits'
    | 'practice'
    | 'attestation'
    | 'outcome'
    | 'block'
    | 'unknown-outcome'
    | 'semester-credits'
  blocks: boolean
  /** Discipline, outcome or block that it is about. */
  about?: string
  semester?: number
  /** What is there, and what is demanded. */
  actual?: number
  demanded?: number
}

const blocking = (kind: Gap['kind'], rest: Omit<Gap, 'kind' | 'blocks'> = {}): Gap => ({ kind, blocks: true, ...rest })

/**
 * Compares a plan with its standard. An elective counts only as far as it is certain, whatever the student chooses:
 * an outcome that an alternative can miss is a gap.
 */
export function findGaps(lines: readonly PlannedLine[], demands: Demands | null, arithmetic: CreditArithmetic): Gap[] {
  const gaps: Gap[] = []
  if (!demands) gaps.push(blocking('no-standard'))
  if (lines.length === 0) gaps.push(blocking('no-lines'))
  gaps.push(...lineGaps(lines, arithmetic, demands?.semesters ?? null), ...poolGaps(lines))
  if (demands) gaps.push(...standardGaps(lines, demands))
  for (const semester of new Set(lines.map((line) => line.semester))) {
    const actual = certain(
      lines.filter((line) => line.semester === semester),
      (line) => line.credits,
    )
    if (actual !== arithmetic.creditsPerSemester)
      gaps.push({ kind: 'semester-credits', blocks: false, semester, actual, demanded: arithmetic.creditsPerSemester })
  }
  return gaps
}

function lineGaps(lines: readonly PlannedLine[], arithmetic: CreditArithmetic, semesters: number | null): Gap[] {
  const gaps: Gap[] = []
  const seen = new Set<string>()
  for (const line of lines) {
    const about = line.disciplineCode
    const off = hoursOff(line, arithmetic.hoursPerCredit)
    const demanded = line.credits * arithmetic.hoursPerCredit
    if (off !== 0) gaps.push(blocking('hours', { about, semester: line.semester, actual: demanded + off, demanded }))
    if (semesters !== null && line.semester > semesters)
      gaps.push(blocking('semester-range', { about, semester: line.semester, demanded: semesters }))
    const key = `${line.semester}/${about}/${line.kind}`
    if (seen.has(key)) gaps.push(blocking('twice', { about, semester: line.semester }))
    seen.add(key)
  }
  return gaps
}

/** A pool offers a choice only with more alternatives than are taken, and alternatives must weigh the same. */
function poolGaps(lines: readonly PlannedLine[]): Gap[] {
  return pools(lines).flatMap((pool) => {
    const uneven = new Set(pool.lines.map((line) => line.credits)).size > 1
    const noChoice = pool.lines.length <= pool.pick || pool.pool === ''
    return uneven || noChoice
      ? [blocking('pool', { about: pool.pool, semester: pool.semester, actual: pool.lines.length, demanded: pool.pick + 1 })]
      : []
  })
}

function standardGaps(lines: readonly PlannedLine[], demands: Demands): Gap[] {
  const gaps: Gap[] = []
  const needs = (kind: 'total-credits' | 'practice' | 'attestation' | 'block', actual: number, demanded: number, about?: string) => {
    if (actual < demanded) gaps.push(blocking(kind, { actual, demanded, ...(about ? { about } : {}) }))
  }
  const credits = (of: (line: PlannedLine) => boolean) => certain(lines, (line) => (of(line) ? line.credits : 0))
  needs(
    'total-credits',
    credits(() => true),
    demands.totalCredits,
  )
  needs(
    'practice',
    credits((line) => line.kind === 'practice'),
    demands.practiceCredits,
  )
  needs(
    'attestation',
    credits((line) => line.kind === 'attestation'),
    demands.attestationCredits,
  )
  for (const demand of demands.outcomes) {
    if (demand.kind === 'block')
      needs(
        'block',
        credits((line) => line.block === demand.code),
        demand.minCredits ?? 0,
        demand.code,
      )
    else if (certain(lines, (line) => (line.outcomes.includes(demand.code) ? 1 : 0)) === 0) gaps.push(blocking('outcome', { about: demand.code }))
  }
  const known = new Set(demands.outcomes.filter((one) => one.kind !== 'block').map((one) => one.code))
  for (const code of new Set(lines.flatMap((line) => [...line.outcomes]))) {
    if (!known.has(code)) gaps.push({ kind: 'unknown-outcome', blocks: false, about: code })
  }
  return gaps
}
