import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { registerBlockCopier, registerItemKind } from '../item-kinds.ts'
import { registerWorkGuard } from '../work-guards.ts'
import { codingAttempt, codingTask, codingVersion } from './tables.ts'
import { insertTask } from './write-task.ts'

/** Items in whose tasks somebody has checked a program, be the task the item or a block in its text. */
async function itemsWithAttempts(ctx: Ctx, itemIds: string[]): Promise<string[]> {
  if (itemIds.length === 0) return []
  const rows = await ctx.db.selectDistinct({ itemId: codingAttempt.itemId }).from(codingAttempt).where(inArray(codingAttempt.itemId, itemIds))
  return rows.map((row) => row.itemId)
}

/** A fresh task that asks what the other one asks now. @throws 404 */
async function copyTask(ctx: Ctx, tx: Tx, taskId: string, to: { itemId: string; offeringId: string }): Promise<string> {
  const [found] = await tx
    .select({ place: codingTask.place, content: codingVersion.content })
    .from(codingTask)
    .innerJoin(codingVersion, and(eq(codingVersion.taskId, codingTask.id), eq(codingVersion.number, codingTask.version)))
    .where(eq(codingTask.id, taskId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return insertTask(ctx, tx, { itemId: to.itemId, offeringId: to.offeringId, place: found.place as 'item' | 'block', content: found.content })
}

registerWorkGuard(itemsWithAttempts)
registerBlockCopier('coding', copyTask)
registerItemKind('coding', {
  copy: async (ctx, tx, from, copy) => {
    const [own] = await tx
      .select({ id: codingTask.id })
      .from(codingTask)
      .where(and(eq(codingTask.itemId, from), eq(codingTask.place, 'item')))
    if (own) await copyTask(ctx, tx, own.id, copy)
  },
})
