import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'

/** How many attempts of a test wait for a person; null where nothing of the kind is asked or was ever asked. */
export async function toMarkOf(ctx: Ctx, itemId: string): Promise<number | null> {
  const { rows } = await ctx.db.execute<{ waiting: number; asked: boolean }>(sql`
    SELECT (SELECT count(*)::int FROM exams.attempt WHERE item_id = ${itemId} AND submitted_at IS NOT NULL AND points IS NULL) AS waiting,
      EXISTS (SELECT FROM exams.question WHERE item_id = ${itemId} AND kind = 'essay')
      OR EXISTS (SELECT FROM exams.answer_mark m JOIN exams.attempt t ON t.id = m.attempt_id WHERE t.item_id = ${itemId}) AS asked`)
  const { waiting = 0, asked = false } = rows[0] ?? {}
  return asked || waiting > 0 ? waiting : null
}
