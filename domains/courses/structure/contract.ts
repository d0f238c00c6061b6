import { z } from 'zod'
import { itemParts } from '../complex/shared/parts.ts'
import { instantView, localizedView, outlineItemView } from '../contract.ts'

const place = z.object({ id: z.uuid(), items: z.array(z.uuid()).max(5000) })
/** The whole new order, and the version of the one that was seen. */
export const orderInput = z.object({ base: z.string().max(60), sections: z.array(place).max(1000) })
export const orderView = z.object({ version: z.string() })

export const conditionsInput = z.object({
  needs: z.array(z.object({ itemId: z.uuid(), minPercent: z.number().int().min(1).max(100).nullable() })).max(30),
})
export type ConditionsInput = z.output<typeof conditionsInput>

export const originView = z.object({
  code: z.string(),
  name: localizedView,
  takenAt: instantView,
  /** Null when the source is gone, or not the reader's to see. */
  offeringId: z.string().nullable(),
  itemId: z.string().nullable(),
  /** The source has become another since, and may be brought over. */
  changed: z.boolean(),
})

const editedItem = outlineItemView.extend({
  part: z.enum(itemParts).nullable(),
  topics: z.array(z.string()),
  origin: originView.nullable(),
  /** A least score can be asked of it. */
  scored: z.boolean(),
})
export type EditedItem = z.output<typeof editedItem>
const editedSection = z.object({ id: z.string(), title: localizedView, week: z.number().nullable(), hidden: z.boolean(), items: z.array(editedItem) })
export type EditedSection = z.output<typeof editedSection>

/** A course as it is arranged. */
export const structureView = z.object({
  id: z.string(),
  code: z.string(),
  name: localizedView,
  mayImport: z.boolean(),
  /** Version of the order; a new order names it. */
  version: z.string(),
  sections: z.array(editedSection),
  topics: z.array(z.object({ id: z.string(), title: localizedView, week: z.number().nullable() })),
  /** The copy of a whole course that runs or ran last. */
  copy: z
    .object({
      id: z.string(),
      code: z.string(),
      state: z.enum(['waiting', 'running', 'done', 'failed']),
      done: z.number(),
      total: z.number(),
      failure: z.string().nullable(),
    })
    .nullable(),
})
export type StructureView = z.output<typeof structureView>

export const copyInput = z.object({ fromOfferingId: z.uuid() })
export const copiesView = z.object({
  sources: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: localizedView,
      term: localizedView,
      items: z.number(),
      /** Of the same discipline: most likely what is looked for. */
      same: z.boolean(),
    }),
  ),
})
export type CopiesView = z.output<typeof copiesView>

export const reuseQuery = z.object({ text: z.string().trim().max(200).default('') })
export const reuseView = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: localizedView,
      course: localizedView,
      code: z.string(),
      term: localizedView,
      /** The open licence under which it may be taken; null: the reader edits that course. */
      licence: z.string().nullable(),
    }),
  ),
})
export type ReuseView = z.output<typeof reuseView>
export const reuseInput = z.object({ sectionId: z.uuid(), itemIds: z.array(z.uuid()).min(1).max(50) })
export const madeView = z.object({ ids: z.array(z.string()) })
