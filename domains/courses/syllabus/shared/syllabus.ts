import type { Localized } from '../../../../foundation/i18n/localized.ts'

/** Kinds of contact hours, as the curriculum counts them. */
export const hourKinds = ['lecture', 'practical', 'laboratory', 'seminar'] as const
export type HourKind = (typeof hourKinds)[number]

/** What a control is for; the grade book takes the weights from here. */
export const controlKinds = ['current', 'module', 'independent', 'final'] as const
export type ControlKind = (typeof controlKinds)[number]

export const sourceKinds = ['main', 'further', 'online'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** Hours of one kind: live (all at one time, R1.3a) and in one's own time. */
export interface Hours {
  live: number
  own: number
}

export interface Outcome {
  id: string
  text: Localized
  /** Codes of the programme's competences (outcomes of its state standard) that this outcome serves. */
  competences: string[]
}

export interface Topic {
  id: string
  title: Localized
  /** Teaching week; null when not fixed. */
  week: number | null
  hours: Record<HourKind, Hours>
  /** Hours of independent work. */
  independent: number
  /** Outcomes that the topic serves. */
  outcomes: string[]
}

export interface Control {
  id: string
  kind: ControlKind
  title: Localized
  /** Share of the final grade in percent. */
  weight: number
  week: number | null
}

export interface Source {
  id: string
  kind: SourceKind
  /** The description as literature lists write it, in the language of the work. */
  text: string
  url: string | null
}

/** The syllabus of a discipline in a term. */
export interface SyllabusContent {
  aims: Localized
  /** What a student should know before. */
  before: Localized
  outcomes: Outcome[]
  topics: Topic[]
  controls: Control[]
  gradingPolicy: Localized
  /** Requirements of academic ethics (R6.3b). */
  ethics: Localized
  sources: Source[]
}

/** Hours of the curriculum that the topics must add up to. */
export type PlannedHours = Record<HourKind, number> & { independent: number }

/** Something a syllabus lacks: text key `findings.<key>` with values; `clause` where the regulation demands it. */
export interface SyllabusFinding {
  key:
    | 'aims'
    | 'outcomes'
    | 'outcome-without-topic'
    | 'outcome-without-competence'
    | 'unknown-competence'
    | 'topics'
    | 'hours'
    | 'controls'
    | 'weights'
    | 'grading-policy'
    | 'ethics'
    | 'main-sources'
  clause?: string
  params?: Record<string, string | number>
}

export const noHours = (): Record<HourKind, Hours> => ({
  lecture: { live: 0, own: 0 },
  practical: { live: 0, own: 0 },
  laboratory: { live: 0, own: 0 },
  seminar: { live: 0, own: 0 },
})

/** A syllabus with nothing in it. */
export const emptySyllabus = (): SyllabusContent => ({
  aims: {},
  before: {},
  outcomes: [],
  topics: [],
  controls: [],
  gradingPolicy: {},
  ethics: {},
  sources: [],
})

/** Hours of all topics: by kind and mode, and independent work. */
export function totalHours(topics: readonly Topic[]): { byKind: Record<HourKind, Hours>; live: number; own: number; independent: number } {
  const byKind = noHours()
  let independent = 0
  for (const topic of topics) {
    independent += topic.independent
    for (const kind of hourKinds) {
      byKind[kind].live += topic.hours[kind].live
      byKind[kind].own += topic.hours[kind].own
    }
  }
  const live = hourKinds.reduce((sum, kind) => sum + byKind[kind].live, 0)
  const own = hourKinds.reduce((sum, kind) => sum + byKind[kind].own, 0)
  return { byKind, live, own, independent }
}

/** Share of live hours in the contact hours, 0 to 1; 0 where there are none (R3.5a reads it). */
export function liveShare(topics: readonly Topic[]): number {
  const { live, own } = totalHours(topics)
  return live + own > 0 ? live / (live + own) : 0
}

/** Weights in percent added up; whole hundredths, so that 33.3 + 33.3 + 33.4 is 100. */
export function totalWeight(controls: readonly Control[]): number {
  return controls.reduce((sum, { weight }) => sum + Math.round(weight * 100), 0) / 100
}

const written = (text: Localized): boolean => Object.values(text).some((one) => one?.trim())

/**
 * What a syllabus lacks before it can be approved (R3.4a; R6.3b for ethics).
 * @param planned hours of the curriculum
 * @param competences codes of the programme's competences; empty where the standard names none, and then none are demanded
 */
export function findSyllabusGaps(content: SyllabusContent, planned: PlannedHours, competences: readonly string[]): SyllabusFinding[] {
  const found: SyllabusFinding[] = []
  if (!written(content.aims)) found.push({ key: 'aims' })
  if (content.outcomes.length === 0) found.push({ key: 'outcomes' })
  const served = new Set(content.topics.flatMap(({ outcomes }) => outcomes))
  content.outcomes.forEach((outcome, at) => {
    if (content.topics.length > 0 && !served.has(outcome.id)) found.push({ key: 'outcome-without-topic', params: { number: at + 1 } })
    if (competences.length === 0) return
    if (outcome.competences.length === 0) found.push({ key: 'outcome-without-competence', params: { number: at + 1 } })
    for (const code of outcome.competences)
      if (!competences.includes(code)) found.push({ key: 'unknown-competence', params: { number: at + 1, code } })
  })
  if (content.topics.length === 0) found.push({ key: 'topics' })
  else {
    const { byKind, independent } = totalHours(content.topics)
    for (const kind of hourKinds) {
      const given = byKind[kind].live + byKind[kind].own
      if (given !== planned[kind]) found.push({ key: 'hours', params: { kind, given, planned: planned[kind] } })
    }
    if (independent !== planned.independent)
      found.push({ key: 'hours', params: { kind: 'independent', given: independent, planned: planned.independent } })
  }
  if (content.controls.length === 0) found.push({ key: 'controls' })
  else if (totalWeight(content.controls) !== 100) found.push({ key: 'weights', params: { sum: totalWeight(content.controls) } })
  if (!written(content.gradingPolicy)) found.push({ key: 'grading-policy', clause: 'R3.4a' })
  if (!written(content.ethics)) found.push({ key: 'ethics', clause: 'R6.3b' })
  if (!content.sources.some(({ kind }) => kind === 'main')) found.push({ key: 'main-sources', clause: 'R3.4a' })
  return found
}
