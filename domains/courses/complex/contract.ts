import { z } from 'zod'
import { instantView, localizedView } from '../contract.ts'
import { complexStates, demandedParts, itemParts } from './shared/parts.ts'

const day = z.iso.date()
export const partParams = z.object({ offeringId: z.uuid(), part: z.enum(demandedParts) })
export const commentParams = z.object({ commentId: z.uuid() })
export const itemPartInput = z
  .object({
    part: z.enum(itemParts).nullable(),
    reviewOn: day.nullable(),
    licence: z.string().trim().max(100).nullable(),
    source: z.string().trim().max(1000).nullable(),
  })
  .partial()
export type ItemPartInput = z.output<typeof itemPartInput>
export const excuseInput = z.object({ reason: z.string().trim().min(10).max(2000) })
export const assignInput = z.object({ personIds: z.array(z.uuid()).min(1).max(10), dueOn: day.optional() })
export const commentInput = z.object({
  itemId: z.uuid().nullable(),
  quote: z.string().trim().max(2000).default(''),
  text: z.string().trim().min(1).max(5000),
})
export const scoresInput = z.object({ scores: z.record(z.string().max(40), z.number().int().min(0).max(100)) })
export const decisionInput = z.object({ decision: z.enum(['return', 'approve']), note: z.string().trim().max(5000).default('') })

const nameView = z.object({ id: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() })
export const gapView = z.object({ part: z.enum(demandedParts), given: z.number(), needed: z.number() })
export const complexView = z.object({
  offering: z.object({ id: z.string(), code: z.string(), name: localizedView }),
  state: z.enum(complexStates),
  dueOn: z.string().nullable(),
  submittedAt: instantView.nullable(),
  decidedAt: instantView.nullable(),
  decisionNote: z.string(),
  /** What the live content lacks, without what is excused. */
  gaps: z.array(gapView),
  syllabusGaps: z.number(),
  excuses: z.array(z.object({ part: z.string(), reason: z.string(), by: nameView })),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: localizedView,
      part: z.enum(itemParts).nullable(),
      /** The part is a guess from the kind. */
      guessed: z.boolean(),
      reviewOn: z.string(),
      stale: z.boolean(),
      licence: z.string().nullable(),
      source: z.string().nullable(),
    }),
  ),
  measures: z.object({
    topics: z.object({ all: z.number(), covered: z.number(), share: z.number() }),
    kinds: z.object({ text: z.number(), image: z.number(), audio: z.number(), video: z.number(), interactive: z.number() }),
    variety: z.number(),
    lessons: z.object({ count: z.number(), words: z.number(), wordsPerLesson: z.number(), wordsPerSentence: z.number() }),
  }),
  weak: z.array(z.object({ measure: z.enum(['topics', 'variety']), given: z.number(), needed: z.number() })),
  rubric: z.object({ criteria: z.array(z.string()), mostPoints: z.number() }),
  reviewers: z.array(nameView.extend({ scores: z.record(z.string(), z.number()) })),
  comments: z.array(
    z.object({
      id: z.string(),
      itemId: z.string().nullable(),
      quote: z.string(),
      text: z.string(),
      by: nameView,
      createdAt: instantView,
      resolved: z.boolean(),
    }),
  ),
  versions: z.array(z.object({ id: z.string(), number: z.number(), createdAt: instantView, published: z.boolean() })),
  /** Items that differ between what was approved last and the live content; null before the first approval. */
  differs: z.number().nullable(),
  mayEdit: z.boolean(),
  mayReview: z.boolean(),
  mayAssign: z.boolean(),
})
export type ComplexView = z.output<typeof complexView>

export const changesView = z.object({
  changes: z.array(
    z.object({
      itemId: z.string(),
      title: localizedView,
      change: z.enum(['added', 'removed', 'changed']),
      before: z.record(z.string(), z.string()),
      after: z.record(z.string(), z.string()),
    }),
  ),
})

export const queueView = z.object({
  complexes: z.array(
    z.object({
      offeringId: z.string(),
      code: z.string(),
      name: localizedView,
      submittedAt: instantView.nullable(),
      dueOn: z.string().nullable(),
      late: z.boolean(),
      reviewers: z.array(nameView),
    }),
  ),
  /** The council’s members who can be named as reviewers. */
  council: z.array(nameView),
})
export type QueueView = z.output<typeof queueView>
