import { z } from 'zod'
import { instantView, localizedView, personView } from '../../learning/contract.ts'

const points = z.number().min(-100_000).max(100_000).multipleOf(0.01).nullable()
const comment = z.string().trim().max(2000).nullable()
const words = z.object({ ky: z.string().trim().max(300), ru: z.string().trim().max(300), en: z.string().trim().max(300) }).partial()

export const cellParams = z.object({ offeringId: z.uuid(), columnId: z.uuid(), personId: z.uuid() })
export const columnParams = z.object({ offeringId: z.uuid(), columnId: z.uuid() })

export const columnInput = z.object({
  title: words.refine((title) => Object.values(title).some((one) => one), { error: 'needed' }),
  maxPoints: z.number().positive().max(1000).multipleOf(0.01),
  /** A part of the grading scheme, `bonus`, or null: shown, but not counted. */
  partId: z.string().max(40).nullable(),
})
export const columnView = z.object({ id: z.string() })

/** `was` is what the writer saw: another's newer mark is told and not overwritten. */
export const marksInput = z.object({
  changes: z
    .array(
      z.object({
        personId: z.uuid(),
        columnId: z.uuid(),
        was: z.number().nullable(),
        points,
        wasComment: comment.optional(),
        comment: comment.optional(),
      }),
    )
    .min(1)
    .max(5000),
  why: z.string().trim().max(500).nullable(),
  undo: z.boolean().default(false),
})
export type MarksInput = z.output<typeof marksInput>

export const refusals = ['changed', 'too-much', 'below-zero', 'work-mark', 'final', 'no-cell'] as const
export const marksView = z.object({
  taken: z.number(),
  refused: z.array(
    z.object({ personId: z.string(), columnId: z.string(), reason: z.enum(refusals), now: z.number().nullable(), comment: z.string().nullable() }),
  ),
})
export type MarksView = z.output<typeof marksView>

export const historyView = z.object({
  changes: z.array(
    z.object({
      at: instantView,
      by: personView.nullable(),
      pointsFrom: z.number().nullable(),
      pointsTo: z.number().nullable(),
      commentFrom: z.string().nullable(),
      commentTo: z.string().nullable(),
      source: z.enum(['hand', 'undo', 'work']),
      why: z.string().nullable(),
    }),
  ),
})
export type HistoryView = z.output<typeof historyView>

export const gradebookView = z.object({
  offering: z.object({ id: z.string(), name: localizedView, code: z.string() }),
  /** `column` kinds are made by hand; `partId` is where the work counts, null where it does not. */
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: localizedView,
      maxPoints: z.number(),
      dueAt: instantView.nullable(),
      partId: z.string().nullable(),
    }),
  ),
  parts: z.array(z.object({ id: z.string(), title: localizedView, weight: z.number() })),
  students: z.array(
    z.object({
      person: personView,
      group: z.string().nullable(),
      line: z.object({ percent: z.number(), letter: z.string(), traditional: z.string(), final: z.boolean() }).nullable(),
      /** Points in the order of `items`; null where there is no mark. */
      points: z.array(z.number().nullable()),
      /** Places in `items` of work that is handed in and waits for its mark. */
      waits: z.array(z.number()),
      /** Places in `items` of marks that were made by hand instead of the work's own. */
      byHand: z.array(z.number()),
      comments: z.array(z.object({ at: z.number(), text: z.string() })),
    }),
  ),
  mayMark: z.boolean(),
})
export type GradebookView = z.output<typeof gradebookView>
