import { eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { emit } from '../../foundation/server/events/events.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { completeItem } from '../learning/index.ts'
import { attemptMarked } from './events.ts'
import { markPaper } from './mark-answer.ts'
import { answer, attempt, test } from './tables.ts'

/**
 * Ends an attempt and marks it, once: a second call changes nothing. By the student, or by the portal when the time is over.
 * @throws 404
 */
export async function submitAttempt(ctx: Ctx, attemptId: string, byPortal = false): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select().from(attempt).where(eq(attempt.id, attemptId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (found.submittedAt) {
      await record(ctx, tx)
      return
    }
    const { personId, itemId, offeringId, paper, endsAt } = found
    const [rules] = await tx.select({ points: test.points }).from(test).where(eq(test.itemId, itemId))
    if (!rules) throw problem('foundation.not-found', { status: 404 })
    const saved = await tx.select().from(answer).where(eq(answer.attemptId, attemptId))
    const marked = markPaper(paper, new Map(saved.map((row) => [row.questionId, row.value])), rules.points)
    const earned = saved.map((row) => marked.each.get(row.questionId) ?? 0)
    await tx.execute(sql`
      UPDATE exams.answer a SET points = g.points
      FROM unnest(${sql.param(saved.map((row) => row.questionId))}::uuid[], ${sql.param(earned)}::numeric[]) AS g (question_id, points)
      WHERE a.attempt_id = ${attemptId} AND a.question_id = g.question_id`)
    const now = new Date()
    await tx
      .update(attempt)
      .set({ submittedAt: byPortal && endsAt ? endsAt : now, points: marked.points })
      .where(eq(attempt.id, attemptId))
    await record(ctx, tx, {
      verb: byPortal ? 'test.ended' : 'test.submitted',
      object: { type: 'item', id: itemId },
      offering: offeringId,
      ...(byPortal ? { about: personId } : {}),
      result: { attempt: attemptId, number: found.number, points: marked.points, maxPoints: rules.points, answered: saved.length },
    })
    await completeItem(ctx, tx, { personId, itemId, offeringId })
    await emit(ctx, tx, attemptMarked, { attemptId, personId, itemId, offeringId })
  })
}
