import { inArray } from 'drizzle-orm'
import { registerItemKind } from '../courses/index.ts'
import { assignment, submission } from './tables.ts'

/** What the kind `assignment` does when a course is made, imported or tidied. */
registerItemKind('assignment', {
  async importAssignment(_ctx, tx, itemId, found) {
    const acceptsNothing = !found.acceptsFiles && !found.acceptsText
    await tx
      .insert(assignment)
      .values({ itemId, points: found.points, acceptsFiles: found.acceptsFiles || acceptsNothing, acceptsText: found.acceptsText || acceptsNothing })
  },
  async create(_ctx, tx, itemId) {
    await tx.insert(assignment).values({ itemId, points: 10 })
  },
  async hasWork(ctx, itemIds) {
    if (itemIds.length === 0) return []
    const rows = await ctx.db.selectDistinct({ itemId: submission.itemId }).from(submission).where(inArray(submission.itemId, itemIds))
    return rows.map((row) => row.itemId)
  },
})
