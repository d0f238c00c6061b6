import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { emit } from '../../foundation/server/events/events.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import type { markInput, SubmissionView } from './contract.ts'
import { submissionMarked } from './submission-events.ts'
import { readSubmission } from './queries.ts'
import { rubricsOf } from './rubric/keep-rubric.ts'
import { pointsOf } from './rubric/shared/rubric.ts'
import { keptPercent, pointsKept } from './shared/late.ts'
import { assignment, submission } from './tables.ts'

/**
 * A teacher marks work, corrects a mark, or sends work back (R4.4a). The student sees points and comment at once with
 * the submission; the grade book hears of it by the event.
 * @throws 404; 409 when there is a newer round, or `assignments.rubric-changed`; 422 for points above the assignment's, or missing
 */
export async function markWork(ctx: Ctx, submissionId: string, input: z.output<typeof markInput>): Promise<SubmissionView> {
  const { personId: teacherId } = actorOf(ctx)
  await change(ctx, async (tx) => {
    const [work] = await tx.select().from(submission).where(eq(submission.id, submissionId)).for('update')
    if (!work) throw problem('foundation.not-found', { status: 404 })
    const [rules] = await tx.select().from(assignment).where(eq(assignment.itemId, work.itemId))
    const maxPoints = rules?.points ?? 0
    const [newer] = await tx
      .select({ id: submission.id })
      .from(submission)
      .where(and(eq(submission.itemId, work.itemId), eq(submission.personId, work.personId), sql`${submission.round} > ${work.round}`))
    if (newer) throw problem('assignments.newer-round', { status: 409, facts: { submissionId: newer.id } })
    const rubric = input.rubric && !input.returned ? ((await rubricsOf(tx, [work.itemId])).get(work.itemId) ?? null) : null
    if (rubric && input.rubric?.version !== rubric.version) throw problem('assignments.rubric-changed', { status: 409 })
    const points = input.returned ? null : rubric && input.rubric ? pointsOf(rubric, input.rubric.chosen) : input.points
    if (rubric && points === null) throw problem('assignments.invalid-mark', { status: 422, fields: [{ path: 'rubric', key: 'rubric-unfinished' }] })
    if (!input.returned && points === null) throw problem('assignments.invalid-mark', { status: 422, fields: [{ path: 'points', key: 'needed' }] })
    if (points !== null && points > maxPoints) {
      throw problem('assignments.invalid-mark', { status: 422, fields: [{ path: 'points', key: 'points-above', params: { max: maxPoints } }] })
    }
    if (input.returned && input.comment.trim() === '')
      throw problem('assignments.invalid-mark', { status: 422, fields: [{ path: 'comment', key: 'comment-needed' }] })
    const kept = input.forgiven || !rules ? 100 : keptPercent(rules, work.daysLate)
    const counted = points === null ? null : pointsKept(points, kept)
    const state = input.returned ? 'returned' : 'marked'
    await tx
      .update(submission)
      .set({
        state,
        points: counted,
        rawPoints: counted === points ? null : points,
        forgiven: input.forgiven,
        comment: input.comment.trim() || null,
        rubric: rubric && input.rubric ? input.rubric : null,
        markedBy: teacherId,
        markedAt: new Date(),
        answeredAt: work.answeredAt ?? work.markedAt ?? new Date(),
        answeredBy: work.answeredBy ?? work.markedBy ?? teacherId,
      })
      .where(eq(submission.id, submissionId))
    await record(ctx, tx, {
      verb: input.returned ? 'submission.returned' : 'submission.marked',
      object: { type: 'item', id: work.itemId },
      about: work.personId,
      offering: work.offeringId,
      result: {
        submission: work.id,
        round: work.round,
        points: counted,
        maxPoints,
        former: work.points,
        ...(rubric ? { rubric: rubric.version } : {}),
        ...(counted === points ? {} : { given: points, kept }),
      },
    })
    await emit(ctx, tx, submissionMarked, { submissionId: work.id, personId: work.personId, itemId: work.itemId, offeringId: work.offeringId })
  })
  return readSubmission(ctx, submissionId)
}
