import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { item } from '../tables.ts'
import { complex, complexVersion } from './tables.ts'

const holds = sql`EXISTS (
  SELECT FROM ${complexVersion}, jsonb_array_elements(${complexVersion.outline}) AS part, jsonb_array_elements(part.value->'items') AS one
  WHERE ${complexVersion.id} = ${complex.publishedVersion} AND one.value->>'id' = ${item.id}::text)`

/** Which of these items students see in a published version: such items are hidden, not deleted. */
export async function publishedItems(ctx: Ctx, itemIds: string[]): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: item.id })
    .from(item)
    .innerJoin(complex, eq(complex.offeringId, item.offeringId))
    .where(and(inArray(item.id, itemIds), holds))
  return rows.map(({ id }) => id)
}
