import { defineRule } from '../../../foundation/server/rules/define-rule.ts'
import { guessPart, itemParts, type DemandedPart, type ItemPart, type PartGap, type PartHours } from './shared/parts.ts'

/** What the guard looks at. */
export interface ComplexContent {
  hours: PartHours
  /** Shown items with the part their author set; null: guessed from the kind. */
  items: { kind: string; part: ItemPart | null }[]
  /** How much the syllabus lacks; 0: it is whole. */
  syllabusGaps: number
  gradingPolicy: boolean
  /** Further sources named in the syllabus count as reading. */
  furtherSources: number
}

type When = 'always' | 'lecture' | 'practical' | 'laboratory'
interface Demand {
  part: DemandedPart
  when: When
  least: number
}

/** R3.4a: a complex holds every part that its hours demand; with gaps it is not published. */
export const complexWhole = defineRule<ComplexContent, { demands: Demand[] }, PartGap>({
  clause: 'R3.4a',
  parameters: [
    {
      value: {
        demands: [
          { part: 'lecture', when: 'lecture', least: 1 },
          { part: 'presentation', when: 'lecture', least: 1 },
          { part: 'practical', when: 'practical', least: 1 },
          { part: 'laboratory', when: 'laboratory', least: 1 },
          { part: 'virtual-lab', when: 'laboratory', least: 1 },
          { part: 'test', when: 'always', least: 1 },
          { part: 'control', when: 'always', least: 1 },
          { part: 'reading', when: 'always', least: 1 },
          { part: 'multimedia', when: 'always', least: 1 },
          { part: 'syllabus', when: 'always', least: 1 },
          { part: 'grading-policy', when: 'always', least: 1 },
        ],
      },
      basis: { ky: 'Жобо DP-08.01, 3.4-пункт', ru: 'Положение DP-08.01, пункт 3.4', en: 'Regulation DP-08.01, clause 3.4' },
      validFrom: '2025-05-20',
    },
  ],
  check: (subject, { value }) => {
    const { hours } = subject
    const holds: Record<When, boolean> = {
      always: true,
      lecture: hours.lecture > 0,
      practical: hours.practical + hours.seminar > 0,
      laboratory: hours.laboratory > 0,
    }
    const given = new Map<DemandedPart, number>(itemParts.map((part) => [part, 0]))
    for (const one of subject.items) {
      const part = one.part ?? guessPart(one.kind, hours)
      if (part) given.set(part, (given.get(part) ?? 0) + 1)
    }
    given.set('reading', (given.get('reading') ?? 0) + subject.furtherSources)
    given.set('syllabus', subject.syllabusGaps === 0 ? 1 : 0)
    given.set('grading-policy', subject.gradingPolicy ? 1 : 0)
    return value.demands
      .filter((one) => holds[one.when] && (given.get(one.part) ?? 0) < one.least)
      .map((one) => ({ part: one.part, given: given.get(one.part) ?? 0, needed: one.least }))
  },
})

/** R3.4b: what is measured has a least, and reviewers score the rest by a rubric. */
export const contentJudged = defineRule<
  { topicShare: number; variety: number },
  { leastTopicShare: number; leastVariety: number; rubric: string[]; mostPoints: number },
  { measure: 'topics' | 'variety'; given: number; needed: number }
>({
  clause: 'R3.4b',
  parameters: [
    {
      value: { leastTopicShare: 1, leastVariety: 3, rubric: ['completeness', 'variety', 'design', 'multimedia'], mostPoints: 5 },
      basis: { ky: 'Жобо DP-08.01, 3.4-пункт', ru: 'Положение DP-08.01, пункт 3.4', en: 'Regulation DP-08.01, clause 3.4' },
      validFrom: '2025-05-20',
    },
  ],
  check: ({ topicShare, variety }, { value }) => [
    ...(topicShare < value.leastTopicShare ? [{ measure: 'topics' as const, given: topicShare, needed: value.leastTopicShare }] : []),
    ...(variety < value.leastVariety ? [{ measure: 'variety' as const, given: variety, needed: value.leastVariety }] : []),
  ],
})

/** R5.3c: the council answers a submitted complex within so many days. */
export const reviewInTime = defineRule<{ submittedOn: string; answeredOn: string | null }, { days: number }, { dueOn: string }>({
  clause: 'R5.3c',
  parameters: [
    {
      value: { days: 14 },
      basis: { ky: 'Жобо DP-08.01, 5.3-пункт', ru: 'Положение DP-08.01, пункт 5.3', en: 'Regulation DP-08.01, clause 5.3' },
      validFrom: '2025-05-20',
    },
  ],
  check: ({ submittedOn, answeredOn }, { value }, on) => {
    const dueOn = addDays(submittedOn, value.days)
    return (answeredOn ?? on) > dueOn ? [{ dueOn }] : []
  },
})

/** R2.2d: an item is looked at again by its review date, or so many days after its last change. */
export const materialFresh = defineRule<{ changedOn: string; reviewOn: string | null }, { days: number }, { dueOn: string }>({
  clause: 'R2.2d',
  parameters: [
    {
      value: { days: 365 },
      basis: { ky: 'Жобо DP-08.01, 2.2-пункт', ru: 'Положение DP-08.01, пункт 2.2', en: 'Regulation DP-08.01, clause 2.2' },
      validFrom: '2025-05-20',
    },
  ],
  check: ({ changedOn, reviewOn }, { value }, on) => {
    const dueOn = reviewOn ?? addDays(changedOn, value.days)
    return on > dueOn ? [{ dueOn }] : []
  },
})

/** A day so many days after another: `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
