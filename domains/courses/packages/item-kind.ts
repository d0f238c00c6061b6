import { inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { registerItemKind } from '../item-kinds.ts'
import { packageAttempt } from './tables.ts'

/** Items in whose packages somebody has worked; a lesson that holds such a package counts too. */
export async function itemsWithAttempts(ctx: Ctx, itemIds: string[]): Promise<string[]> {
  if (itemIds.length === 0) return []
  const rows = await ctx.db.selectDistinct({ itemId: packageAttempt.itemId }).from(packageAttempt).where(inArray(packageAttempt.itemId, itemIds))
  return rows.map((row) => row.itemId)
}

registerItemKind('package', { hasWork: itemsWithAttempts })
