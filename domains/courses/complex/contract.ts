import { z } from 'zod'
import { fileView, instantView, localizedView } from '../contract.ts'
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
export const scoresInput = z.object({
  scores: z.record(z.string().max(40), z.number().int().min(0).max(100)),
  notes: z.record(z.string().max(40), z.string().trim().max(2000)).default({}),
})
export const versionParams = z.object({ offeringId: z.uuid(), version: z.union([z.literal('draft'), z.uuid()]) })
/** Two states of a complex: ids of versions, or `draft`, the live content. */
export const compareQuery = z.object({
  from: z.union([z.literal('draft'), z.uuid()]).optional(),
  to: z.union([z.literal('draft'), z.uuid()]).optional(),
})
export const sheetQuery = z.object({ language: z.enum(['ky', 'ru']).optional(), version: z.uuid().optional() })
export const confirmInput = z.object({ itemIds: z.array(z.uuid()).min(1).max(1000) })
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
    hours: z.object({ all: z.number(), covered: z.number() }),
    outcomes: z.object({ all: z.number(), covered: z.number() }),
    kinds: z.object({ text: z.number(), image: z.number(), audio: z.number(), video: z.number(), interactive: z.number() }),
    variety: z.number(),
    lessons: z.object({ count: z.number(), words: z.number(), wordsPerLesson: z.number(), wordsPerSentence: z.number(), active: z.number() }),
  }),
  weak: z.array(z.object({ measure: z.enum(['topics', 'variety']), given: z.number(), needed: z.number() })),
  rubric: z.object({ criteria: z.array(z.string()), mostPoints: z.number() }),
  reviewers: z.array(nameView.extend({ scores: z.record(z.string(), z.number()), notes: z.record(z.string(), z.string()) })),
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
  versions: z.array(
    z.object({ id: z.string(), number: z.number(), createdAt: instantView, publishedAt: instantView.nullable(), published: z.boolean() }),
  ),
  /** Items that differ between what was approved last and the live content; null before the first approval. */
  differs: z.number().nullable(),
  mayEdit: z.boolean(),
  mayReview: z.boolean(),
  mayAssign: z.boolean(),
})
export type ComplexView = z.output<typeof complexView>

const changeView = z.object({
  itemId: z.string(),
  title: localizedView,
  change: z.enum(['added', 'removed', 'changed']),
  /** language → html */
  before: z.record(z.string(), z.string()),
  after: z.record(z.string(), z.string()),
})
const stateView = z.object({ id: z.string(), number: z.number().nullable(), at: instantView.nullable() })
export const changesView = z.object({ from: stateView.nullable(), to: stateView, changes: z.array(changeView) })
export type ChangesView = z.output<typeof changesView>

/** What came before the students with the newest version; `number` null: there is nothing to compare yet. */
export const publishedChangesView = z.object({
  number: z.number().nullable(),
  publishedAt: instantView.nullable(),
  changes: z.array(changeView),
})
export type PublishedChangesView = z.output<typeof publishedChangesView>

/** The content that lies before the council, to be read in one go. */
export const contentView = z.object({
  sections: z.array(
    z.object({
      id: z.string(),
      title: localizedView,
      items: z.array(
        z.object({
          id: z.string(),
          kind: z.string(),
          title: localizedView,
          url: z.string().nullable(),
          texts: z.record(z.string(), z.string()),
          files: z.array(fileView),
        }),
      ),
    }),
  ),
})
export type ContentView = z.output<typeof contentView>

export const overviewView = z.object({
  complexes: z.array(
    z.object({
      offeringId: z.string(),
      code: z.string(),
      name: localizedView,
      department: localizedView,
      state: z.enum(complexStates),
      dueOn: z.string().nullable(),
      late: z.boolean(),
      items: z.number(),
      stale: z.number(),
      unlicensed: z.number(),
      teachers: z.array(nameView),
    }),
  ),
})
export type OverviewView = z.output<typeof overviewView>

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
