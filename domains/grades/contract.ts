import { z } from 'zod'
import { instantView, localizedView, personView } from '../learning/contract.ts'
import { partView, scaleView } from './scheme/contract.ts'

export const personParams = z.object({ personId: z.uuid() })
export const groupParams = z.object({ groupId: z.uuid() })
export const lineParams = z.object({ offeringId: z.uuid(), personId: z.uuid() })
export const groupQuery = z.object({ termId: z.uuid().optional() })

export const gradeView = z.object({
  itemId: z.string(),
  title: localizedView,
  kind: z.string(),
  /** Of a hand column: the part it was made for. */
  partId: z.string().nullable(),
  points: z.number(),
  maxPoints: z.number(),
  comment: z.string().nullable(),
  gradedBy: personView.nullable(),
  gradedAt: instantView,
})

export const lineView = z.object({
  percent: z.number(),
  letter: z.string(),
  traditional: z.string(),
  gpa: z.number(),
  final: z.boolean(),
  changedAt: instantView,
})
export type LineView = z.output<typeof lineView>

export const ownGradesView = z.object({ offeringId: z.string(), line: lineView.nullable(), grades: z.array(gradeView) })
export type OwnGradesView = z.output<typeof ownGradesView>

/** One step from marks to the grade, in numbers; the page says it in the reader's language. */
const stepView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('part'),
    partId: z.string(),
    counted: z.array(z.string()),
    dropped: z.array(z.string()),
    percent: z.number().nullable(),
    weight: z.number(),
    gives: z.number(),
  }),
  z.object({ kind: z.literal('so-far'), weight: z.number(), percent: z.number() }),
  z.object({ kind: z.literal('bonus'), asked: z.number(), given: z.number() }),
  z.object({ kind: z.literal('round'), from: z.number(), to: z.number() }),
  z.object({ kind: z.literal('band'), letter: z.string() }),
])

export const explainView = z.object({
  person: personView,
  offering: z.object({ id: z.string(), name: localizedView }),
  line: lineView.nullable(),
  /** Works with the part that they count to; `dropped` ones are the weakest of a part that drops them. */
  rows: z.array(
    gradeView.extend({
      missed: z.boolean(),
      gradedAt: instantView.nullable(),
      counts: z.enum(['counted', 'dropped', 'bonus', 'none']),
    }),
  ),
  /** The version of the scheme that made the line; null for a line brought from elsewhere. */
  scheme: z.object({ version: z.number(), at: instantView, rounding: z.enum(['half-up', 'down']), parts: z.array(partView) }).nullable(),
  steps: z.array(stepView),
  /** The steps lead to the line as it stands; a confirmed line stays when marks change later. */
  agrees: z.boolean(),
  scale: scaleView,
})
export type ExplainView = z.output<typeof explainView>

export const recordView = z.object({
  person: personView,
  group: z.string().nullable(),
  recordBookNumber: z.string().nullable(),
  average: z.number().nullable(),
  creditsEarned: z.number(),
  terms: z.array(
    z.object({
      id: z.string(),
      name: localizedView,
      average: z.number().nullable(),
      lines: z.array(
        z.object({
          offeringId: z.string(),
          code: z.string(),
          name: localizedView,
          credits: z.number(),
          controlForm: z.string(),
          line: lineView.nullable(),
          /** The exam sheet that confirmed the grade. */
          sheetNumber: z.string().nullable(),
          /** The grade is a debt: what can still be done, and on what day where it is set. */
          debt: z.object({ next: z.enum(['retake', 'second_retake', 'commission', 'repeat']), examDate: z.string().nullable() }).nullable(),
        }),
      ),
    }),
  ),
})
export type RecordView = z.output<typeof recordView>

export const groupRecordView = z.object({
  group: z.object({ id: z.string(), code: z.string() }),
  terms: z.array(z.object({ id: z.string(), name: localizedView })),
  termId: z.string().nullable(),
  offerings: z.array(z.object({ id: z.string(), code: z.string(), name: localizedView, credits: z.number() })),
  students: z.array(
    z.object({ person: personView, recordBookNumber: z.string(), average: z.number().nullable(), lines: z.array(lineView.nullable()) }),
  ),
})
export type GroupRecordView = z.output<typeof groupRecordView>
