import { and, asc, eq, inArray, isNotNull, max } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import type { ItemCopy } from '../courses/index.ts'
import { attempt, draw, question, test } from './tables.ts'

/** A test of another item with its rules and questions; attempts stay where they were made. */
export async function copyTest(_ctx: Ctx, tx: Tx, from: string, copy: ItemCopy): Promise<void> {
  const [found] = await tx.select().from(test).where(eq(test.itemId, from))
  if (!found) return
  await tx.insert(test).values({ ...found, itemId: copy.itemId })
  const questions = await tx.select().from(question).where(eq(question.itemId, from)).orderBy(asc(question.position), asc(question.id))
  if (questions.length > 0) await tx.insert(question).values(questions.map((row) => ({ ...row, id: newId(), itemId: copy.itemId })))
  const draws = await tx.select().from(draw).where(eq(draw.itemId, from))
  if (draws.length > 0) await tx.insert(draw).values(draws.map((row) => ({ ...row, id: newId(), itemId: copy.itemId })))
}

/** A person's best share of the points in these tests; only what was handed in counts. */
export async function bestScores(ctx: Ctx, personId: string, itemIds: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ itemId: attempt.itemId, best: max(attempt.points), points: test.points })
    .from(attempt)
    .innerJoin(test, eq(test.itemId, attempt.itemId))
    .where(and(eq(attempt.personId, personId), inArray(attempt.itemId, itemIds), isNotNull(attempt.submittedAt), isNotNull(attempt.points)))
    .groupBy(attempt.itemId, test.points)
  return new Map(rows.map((row) => [row.itemId, row.points > 0 ? Number(row.best ?? 0) / row.points : 0]))
}
