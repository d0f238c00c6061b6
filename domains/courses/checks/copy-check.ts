import { eq, inArray } from 'drizzle-orm'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { registerBlockCopier } from '../item-kinds.ts'
import { registerWorkGuard } from '../work-guards.ts'
import { selfCheck, selfCheckAnswer } from './tables.ts'

registerWorkGuard(async (ctx, itemIds) => {
  if (itemIds.length === 0) return []
  const rows = await ctx.db.selectDistinct({ itemId: selfCheckAnswer.itemId }).from(selfCheckAnswer).where(inArray(selfCheckAnswer.itemId, itemIds))
  return rows.map((row) => row.itemId)
})

registerBlockCopier('self-check', async (_ctx, tx, id, { itemId, offeringId }) => {
  const [found] = await tx.select({ content: selfCheck.content }).from(selfCheck).where(eq(selfCheck.id, id))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const copy = newId()
  await tx.insert(selfCheck).values({ id: copy, itemId, offeringId, content: found.content })
  return copy
})
