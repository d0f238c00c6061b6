import { z } from 'zod'
import { leastReason } from './shared/least-reason.ts'
import { instantView, localizedView, personView } from '../../learning/contract.ts'

export const appealParams = z.object({ appealId: z.uuid() })

const words = z.string().trim().min(1).max(5000)

export const fileInput = z.object({
  /** The work; null: the final grade of the discipline. */
  itemId: z.uuid().nullable(),
  reason: z.string().trim().min(leastReason).max(5000),
})
export type FileInput = z.output<typeof fileInput>

export const wordInput = z.object({ words })

export const answerInput = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept'), words }),
  z.object({ outcome: z.literal('changed'), words, points: z.number().min(0).max(100_000).multipleOf(0.01) }),
])
export type AnswerInput = z.output<typeof answerInput>

export const filedView = z.object({ id: z.string() })

export const stateView = z.enum(['open', 'kept', 'changed', 'withdrawn'])

const caseView = z.object({
  id: z.string(),
  person: personView,
  offering: z.object({ id: z.string(), name: localizedView, code: z.string() }),
  /** Null: the final grade of the discipline. */
  item: z.object({ id: z.string(), kind: z.string(), title: localizedView }).nullable(),
  state: stateView,
  pointsWere: z.number(),
  maxPoints: z.number(),
  pointsNow: z.number().nullable(),
  filedAt: instantView,
  dueAt: instantView,
  endedAt: instantView.nullable(),
})
export type AppealRow = z.output<typeof caseView>

export const appealsView = z.object({ appeals: z.array(caseView), open: z.number(), ended: z.number() })
export type AppealsView = z.output<typeof appealsView>

export const appealView = caseView.extend({
  reason: z.string(),
  answer: z.string().nullable(),
  answeredBy: personView.nullable(),
  words: z.array(
    z.object({ id: z.string(), person: personView, side: z.enum(['student', 'teacher', 'commission']), words: z.string(), saidAt: instantView }),
  ),
  /** Attempts of the test: their protocols are the evidence. */
  attempts: z.array(z.object({ id: z.string(), number: z.number(), submittedAt: instantView.nullable() })),
  /** The line of the record is confirmed: a changed mark needs a correction sheet. */
  final: z.boolean(),
  own: z.boolean(),
  maySpeak: z.boolean(),
  mayAnswer: z.boolean(),
  /** Why who may answer otherwise may not answer this one. */
  partial: z.boolean(),
})
export type AppealView = z.output<typeof appealView>

export const appealableQuery = z.object({ itemId: z.uuid().optional() })
export const appealableView = z.object({
  offering: z.object({ id: z.string(), name: localizedView }),
  /** Null: there is no mark, or the grade of the discipline is not confirmed yet. */
  mark: z
    .object({
      item: z.object({ id: z.string(), title: localizedView }).nullable(),
      points: z.number(),
      maxPoints: z.number(),
      letter: z.string().nullable(),
      until: instantView,
    })
    .nullable(),
  /** An appeal that is open already. */
  openId: z.string().nullable(),
  answerDays: z.number(),
  basis: localizedView,
})
export type AppealableView = z.output<typeof appealableView>
