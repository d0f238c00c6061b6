import { and, eq, inArray, isNotNull, max } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { registerBlockCopier, registerItemKind } from '../item-kinds.ts'
import { copyItemPackage, copyPackage } from './copy-package.ts'
import { packageAttempt } from './tables.ts'

/** Items in whose packages somebody has worked; a lesson that holds such a package counts too. */
export async function itemsWithAttempts(ctx: Ctx, itemIds: string[]): Promise<string[]> {
  if (itemIds.length === 0) return []
  const rows = await ctx.db.selectDistinct({ itemId: packageAttempt.itemId }).from(packageAttempt).where(inArray(packageAttempt.itemId, itemIds))
  return rows.map((row) => row.itemId)
}

/** A person's best share of the points in these packages. */
async function bestScores(ctx: Ctx, personId: string, itemIds: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ itemId: packageAttempt.itemId, best: max(packageAttempt.score) })
    .from(packageAttempt)
    .where(and(eq(packageAttempt.personId, personId), inArray(packageAttempt.itemId, itemIds), isNotNull(packageAttempt.score)))
    .groupBy(packageAttempt.itemId)
  return new Map(rows.map((row) => [row.itemId, row.best ?? 0]))
}

registerBlockCopier('package', copyPackage)
registerItemKind('package', { hasWork: itemsWithAttempts, scores: bestScores, copy: copyItemPackage })
