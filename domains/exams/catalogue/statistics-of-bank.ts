import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'

export interface AskedOften {
  asked: number
  /** Mean share of the points, 0–1; what was left without an answer earned nothing. */
  ease: number | null
}

/** How often questions of a discipline's bank were on papers that were handed in, and how easy they were. */
export async function askedOften(ctx: Ctx, disciplineId: string, questionIds: readonly string[]): Promise<Map<string, AskedOften>> {
  if (questionIds.length === 0) return new Map()
  const { rows } = await ctx.db.execute<{ id: string; asked: number; ease: number | null }>(sql`
    SELECT q.id, count(*)::int AS asked, avg(coalesce(answer.share, 0))::float8 AS ease
    FROM exams.attempt
    JOIN programmes.offering ON offering.id = attempt.offering_id AND offering.discipline_id = ${disciplineId}
    CROSS JOIN LATERAL unnest(attempt.asked) AS q (id)
    LEFT JOIN exams.answer ON answer.attempt_id = attempt.id AND answer.question_id = q.id
    WHERE attempt.submitted_at IS NOT NULL AND q.id = ANY (${sql.param([...questionIds])}::uuid[])
    GROUP BY q.id`)
  return new Map(rows.map(({ id, asked, ease }) => [id, { asked, ease }]))
}
