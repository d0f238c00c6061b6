import { z } from 'zod'
import { instantView, localizedView, personView } from '../contract.ts'

export const ratingInput = z.object({ stars: z.number().int().min(1).max(5), comment: z.string().trim().max(2000).nullable() })
export type RatingInput = z.output<typeof ratingInput>

const sums = { count: z.number(), average: z.number().nullable(), /** How many gave one star … five. */ spread: z.array(z.number()) }

export const itemRatingView = z.object({
  /** One may rate what one has opened. */
  mayRate: z.boolean(),
  own: z.object({ stars: z.number(), comment: z.string().nullable() }).nullable(),
  /** Only for those who look after the course; other students see neither names nor comments. */
  all: z
    .object({
      ...sums,
      comments: z.array(z.object({ person: personView, stars: z.number(), comment: z.string(), changedAt: instantView })),
    })
    .nullable(),
})
export type ItemRatingView = z.output<typeof itemRatingView>

export const courseRatingsView = z.object({
  items: z.array(z.object({ itemId: z.string(), title: localizedView, ...sums, comments: z.number() })),
})
export type CourseRatingsView = z.output<typeof courseRatingsView>
