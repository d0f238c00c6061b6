import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { attemptMarked } from '../events.ts'
import { shareOfPoints, wholeOf } from '../mark-answer.ts'
import { answer, attempt, test } from '../tables.ts'
import { needsPerson } from './by-person.ts'
import type { EssayMarkInput } from './contract.ts'
import { marksOf, standingMark } from './latest-marks.ts'
import { answerMark } from './tables.ts'

/**
 * A teacher marks an answer, or changes the mark with a reason; what was given before stays in the history (R4.4a). With the last
 * answer that waited the attempt has its points, and the grade book hears of it.
 * @throws 404 for what is not there or of another test; 409 `exams.attempt-running` before it is handed in, `exams.mark-changed` when
 * somebody marked it meanwhile; 422 for points above the question's, or a change without a reason
 */
export async function markEssay(ctx: Ctx, at: { itemId: string; attemptId: string; questionId: string }, input: EssayMarkInput): Promise<void> {
  const { itemId, attemptId, questionId } = at
  await change(ctx, async (tx) => {
    const [own] = await tx
      .select()
      .from(attempt)
      .where(and(eq(attempt.id, attemptId), eq(attempt.itemId, itemId)))
      .for('update')
    const question = own?.paper.find((one) => one.questionId === questionId)
    const answers = own && question ? await tx.select().from(answer).where(eq(answer.attemptId, attemptId)) : []
    const given = answers.find((one) => one.questionId === questionId)
    if (!own || !question || !given || !needsPerson(question, given.value)) throw problem('foundation.not-found', { status: 404 })
    if (!own.submittedAt) throw problem('exams.attempt-running', { status: 409 })
    const marks = (await marksOf(tx, [attemptId])).get(`${attemptId} ${questionId}`) ?? []
    if (marks.length !== input.expects) throw problem('exams.mark-changed', { status: 409 })
    const former = standingMark(marks, given.sequence)
    const { points } = input
    if (points > question.points)
      throw problem('exams.invalid-mark', { status: 422, fields: [{ path: 'points', key: 'points-above', params: { max: question.points } }] })
    if (former && !input.reason) throw problem('exams.invalid-mark', { status: 422, fields: [{ path: 'reason', key: 'reason-needed' }] })
    await tx.insert(answerMark).values({
      attemptId,
      questionId,
      number: marks.length + 1,
      sequence: given.sequence,
      points,
      comment: input.comment.trim() || null,
      reason: former ? input.reason : null,
      markedBy: actorOf(ctx).personId,
      markedAt: new Date(),
    })
    await tx
      .update(answer)
      .set({ points, share: shareOfPoints(points, question.points), matched: [] })
      .where(and(eq(answer.attemptId, attemptId), eq(answer.questionId, questionId)))
    const whole = await bringWhole(tx, own, answers, { questionId, points })
    const told = {
      object: { type: 'item', id: itemId },
      about: own.personId,
      offering: own.offeringId,
      result: { attempt: attemptId, question: questionId, points, maxPoints: question.points, former: former?.points ?? null, whole },
    }
    await (former ? record(ctx, tx, { verb: 'essay.mark-changed', ...told }) : record(ctx, tx, { verb: 'essay.marked', ...told }))
    if (whole !== null) await emit(ctx, tx, attemptMarked, { attemptId, personId: own.personId, itemId, offeringId: own.offeringId })
  })
}

type Tx = Parameters<Parameters<typeof change>[1]>[0]

/** The attempt's points once nothing of it waits; null before. */
async function bringWhole(
  tx: Tx,
  own: typeof attempt.$inferSelect,
  answers: readonly (typeof answer.$inferSelect)[],
  fresh: { questionId: string; points: number },
): Promise<number | null> {
  const earned = new Map(answers.map((row) => [row.questionId, row.points]))
  earned.set(fresh.questionId, fresh.points)
  if ([...earned.values()].includes(null)) return null
  const [rules] = await tx.select({ points: test.points }).from(test).where(eq(test.itemId, own.itemId))
  const points = wholeOf(
    own.paper,
    own.paper.map((one) => earned.get(one.questionId) ?? 0),
    rules?.points ?? 0,
  )
  await tx.update(attempt).set({ points }).where(eq(attempt.id, own.id))
  return points
}
