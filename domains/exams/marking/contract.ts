import { z } from 'zod'
import { instantView, itemParams, localizedView, personView } from '../../learning/contract.ts'

export { itemParams }
export const workParams = itemParams.extend({ attemptId: z.uuid(), questionId: z.uuid() })

/** Names are hidden unless they are asked for: who marks need not know whose work it is. */
export const namesQuery = z.object({ names: z.enum(['shown', 'hidden']).default('hidden') })

export const workLine = z.object({
  attemptId: z.string(),
  questionId: z.string(),
  /** What a work without a name is called; the same every time. */
  code: z.string(),
  /** Null while names are hidden. */
  person: personView.nullable(),
  attemptNumber: z.number(),
  submittedAt: instantView,
  /** Null: it waits. */
  points: z.number().nullable(),
})
export type WorkLine = z.output<typeof workLine>

/** The answers of a test that a person marks, in an order that tells nothing of whose they are. */
export const markingView = z.object({
  itemId: z.string(),
  offeringId: z.string(),
  title: localizedView,
  waiting: z.number(),
  marked: z.number(),
  questions: z.array(z.object({ id: z.string(), prompt: localizedView, points: z.number(), waiting: z.number(), marked: z.number() })),
  works: z.array(workLine),
})
export type MarkingView = z.output<typeof markingView>

export const markView = z.object({
  number: z.number(),
  points: z.number(),
  comment: z.string().nullable(),
  reason: z.string().nullable(),
  by: personView,
  at: instantView,
})

export const workView = workLine.extend({
  prompt: localizedView,
  guidance: localizedView,
  maxPoints: z.number(),
  text: z.string(),
  minWords: z.number().nullable(),
  maxWords: z.number().nullable(),
  maxCharacters: z.number().nullable(),
  savedAt: instantView,
  /** It came after the end, within the grace. */
  late: z.boolean(),
  comment: z.string().nullable(),
  /** Every mark that was given, the newest first. */
  history: z.array(markView),
})
export type WorkView = z.output<typeof workView>

export const essayMarkInput = z.object({
  points: z.number().min(0).max(1000),
  comment: z.string().max(20_000).default(''),
  /** Why a mark that was given already changes. */
  reason: z.string().trim().max(1000).nullable().default(null),
  /** How many marks the marker has seen of this answer: when somebody else has marked it meanwhile, nothing is written. */
  expects: z.number().int().min(0),
})
export type EssayMarkInput = z.output<typeof essayMarkInput>
