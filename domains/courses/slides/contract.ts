import { z } from 'zod'
import { mostPages } from './shared/seen.ts'

export const slidesParams = z.object({ slidesId: z.uuid() })
export const slidePictureParams = z.object({
  slidesId: z.uuid(),
  page: z.coerce.number().int().min(1).max(mostPages),
  /** A page as a picture in two widths, or the pictures of a page that is shown in words. */
  name: z.enum(['large.jpg', 'small.jpg', 'picture-1', 'picture-2', 'picture-3', 'picture-4', 'picture-5', 'picture-6']),
})
export const madeSlidesView = z.object({ id: z.string() })

const pageView = z.object({
  page: z.number(),
  title: z.string(),
  text: z.string(),
  notes: z.string(),
  lines: z.array(z.object({ text: z.string(), level: z.number() })),
  /** Descriptions of its pictures, where it is shown in words. */
  pictures: z.array(z.object({ name: z.string(), alt: z.string() })),
  /** Of the large picture; null where the page is shown in words. */
  width: z.number().nullable(),
  height: z.number().nullable(),
})
export type SlidePageView = z.output<typeof pageView>

export const slidesView = z.object({
  id: z.string(),
  itemId: z.string(),
  offeringId: z.string(),
  name: z.string(),
  bytes: z.number(),
  kind: z.enum(['pdf', 'pptx', 'odp']),
  state: z.enum(['waiting', 'running', 'ready', 'failed']),
  /** Whole percent of the work. */
  progress: z.number(),
  /** Why it failed, in the reader's language. */
  failure: z.object({ title: z.string(), detail: z.string().nullable() }).nullable(),
  simplified: z.boolean(),
  pages: z.array(pageView),
  /** Pages that the reader has looked at. */
  seen: z.array(z.number()),
  mayEdit: z.boolean(),
  /** Whether what the reader looks at is kept. */
  counted: z.boolean(),
})
export type SlidesView = z.output<typeof slidesView>

export const seenInput = z.object({
  pages: z
    .array(z.object({ page: z.number().int().min(1).max(mostPages), seenAt: z.iso.datetime({ offset: true }) }))
    .min(1)
    .max(mostPages),
})
export type SeenInput = z.output<typeof seenInput>
export const seenView = z.object({ seen: z.array(z.number()), left: z.number() })
