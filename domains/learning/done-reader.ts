import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { registerDoneReader } from '../courses/index.ts'
import { itemProgress } from './tables.ts'

/** Conditions of release in a course ask what a student has done. */
registerDoneReader(async (ctx, personId, itemIds) => {
  const rows = await ctx.db
    .select({ itemId: itemProgress.itemId })
    .from(itemProgress)
    .where(and(eq(itemProgress.personId, personId), inArray(itemProgress.itemId, itemIds), isNotNull(itemProgress.completedAt)))
  return new Set(rows.map((row) => row.itemId))
})
