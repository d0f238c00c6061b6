import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import type { answerAck, answerInput } from './contract.ts'
import { graceMs } from './start-attempt.ts'

interface Row extends Record<string, unknown> {
  known: boolean
  ended: boolean
  submitted: boolean
  sequence: number | null
  saved_at: string | null
}

/**
 * Keeps one answer; when this returns it is on disk. A write with an older sequence changes nothing and tells what is
 * kept, so an answer may be sent again as often as the line wants. One statement.
 * @throws 404 for a question of another paper; 409 `exams.attempt-over` after the end
 */
export async function saveAnswer(
  ctx: Ctx,
  attemptId: string,
  questionId: string,
  input: z.output<typeof answerInput>,
): Promise<z.input<typeof answerAck>> {
  const now = new Date()
  return change(ctx, async (tx) => {
    // Answers are not acts of their own in the trace: the attempt is, and the answers are kept with it.
    await record(ctx, tx)
    const result = await tx.execute<Row>(sql`
      WITH found AS (
        SELECT id, submitted_at IS NOT NULL AS submitted, coalesce(ends_at < ${new Date(now.getTime() - graceMs).toISOString()}::timestamptz, false) AS ended,
          paper @> ${JSON.stringify([{ questionId }])}::jsonb AS known
        FROM exams.attempt WHERE id = ${attemptId} FOR SHARE
      ), kept AS (
        INSERT INTO exams.answer AS had (attempt_id, question_id, value, sequence, saved_at)
        SELECT id, ${questionId}::uuid, ${JSON.stringify(input.value)}::jsonb, ${input.sequence}::int, ${now.toISOString()}::timestamptz FROM found WHERE known AND NOT submitted AND NOT ended
        ON CONFLICT (attempt_id, question_id) DO UPDATE SET value = excluded.value, sequence = excluded.sequence, saved_at = excluded.saved_at WHERE had.sequence < excluded.sequence
        RETURNING sequence, saved_at
      )
      SELECT found.known, found.ended, found.submitted,
        coalesce((SELECT sequence FROM kept), (SELECT sequence FROM exams.answer WHERE attempt_id = ${attemptId} AND question_id = ${questionId})) AS sequence,
        coalesce((SELECT saved_at FROM kept), (SELECT saved_at FROM exams.answer WHERE attempt_id = ${attemptId} AND question_id = ${questionId})) AS saved_at
      FROM found`)
    const row = result.rows[0]
    if (!row?.known) throw problem('foundation.not-found', { status: 404 })
    if (row.submitted || row.ended) throw problem('exams.attempt-over', { status: 409 })
    return { questionId, sequence: row.sequence ?? input.sequence, savedAt: new Date(row.saved_at ?? now).toISOString() }
  })
}
