import { and, eq, inArray, isNotNull, max } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import type { ItemCopy } from '../courses/index.ts'
import { rubricsOf } from './rubric/keep-rubric.ts'
import { rubricVersion } from './rubric/tables.ts'
import { assignment, submission } from './tables.ts'

/** What an assignment of another item asks; works stay where they were handed in. */
export async function copyAssignment(_ctx: Ctx, tx: Tx, from: string, copy: ItemCopy): Promise<void> {
  const [found] = await tx.select().from(assignment).where(eq(assignment.itemId, from))
  if (!found) return
  await tx.insert(assignment).values({ ...found, itemId: copy.itemId })
  const rubric = (await rubricsOf(tx, [from])).get(from)
  if (rubric) await tx.insert(rubricVersion).values({ itemId: copy.itemId, version: 1, content: { criteria: rubric.criteria } })
}

/** A person's best share of the points in these assignments; works that are not marked yet have none. */
export async function bestScores(ctx: Ctx, personId: string, itemIds: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ itemId: submission.itemId, best: max(submission.points), points: assignment.points })
    .from(submission)
    .innerJoin(assignment, eq(assignment.itemId, submission.itemId))
    .where(and(eq(submission.personId, personId), inArray(submission.itemId, itemIds), isNotNull(submission.points)))
    .groupBy(submission.itemId, assignment.points)
  return new Map(rows.map((row) => [row.itemId, row.points > 0 ? Number(row.best ?? 0) / row.points : 0]))
}
