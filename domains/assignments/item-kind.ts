import { eq, inArray } from 'drizzle-orm'
import { registerItemKind } from '../courses/index.ts'
import { bestScores, copyAssignment } from './copy-assignment.ts'
import { assignment, submission } from './tables.ts'

/** What the kind `assignment` does when a course is made, imported or tidied. */
registerItemKind('assignment', {
  copy: copyAssignment,
  scores: bestScores,
  async importAssignment(_ctx, tx, itemId, found) {
    const acceptsNothing = !found.acceptsFiles && !found.acceptsText
    await tx.insert(assignment).values({
      itemId,
      points: found.points,
      acceptsFiles: found.acceptsFiles || acceptsNothing,
      acceptsText: found.acceptsText || acceptsNothing,
      ...found.rules,
    })
  },
  async exportAssignment(ctx, itemId) {
    const [found] = await ctx.db.select().from(assignment).where(eq(assignment.itemId, itemId))
    if (!found) return null
    const { points, acceptsFiles, acceptsText, maxFiles, allowLate, lateDays, latePerDay, lateFloor } = found
    return {
      points,
      acceptsFiles,
      acceptsText,
      rules: { maxFiles, allowLate, ...(latePerDay > 0 || lateDays !== null ? { lateDays, latePerDay, lateFloor } : {}) },
    }
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
