import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { setMarksIn } from '../book/set-marks.ts'
import { grade } from '../tables.ts'
import { appealMoved } from './appeal-moved.ts'
import type { AnswerInput } from './contract.ts'
import { appeal } from './tables.ts'

type Row = typeof appeal.$inferSelect

/**
 * The commission answers an appeal once (R4.4d). A changed mark of a work is written into the grade book with the answer as its
 * reason; where the line of the record is confirmed, the mark waits for a correction sheet and nothing is written past it.
 * @throws 409 `grades.appeal-ended`; 403 `grades.appeal-own-discipline` for who teaches the discipline; 422 `grades.appeal-points`
 */
export async function answerAppeal(ctx: Ctx, appealId: string, input: AnswerInput): Promise<void> {
  const by = actorOf(ctx)
  await change(ctx, async (tx) => {
    const [found] = await tx
      .select()
      .from(appeal)
      .where(and(eq(appeal.id, appealId), eq(appeal.state, 'open')))
      .for('update')
    if (!found) throw problem('grades.appeal-ended', { status: 409 })
    if (by.facts.teaches.includes(found.offeringId) || by.personId === found.personId) {
      throw problem('grades.appeal-own-discipline', { status: 403, clause: 'R4.4d' })
    }
    if (input.outcome === 'changed') await changeMark(ctx, tx, found, input.points, input.words)
    await tx
      .update(appeal)
      .set({
        state: input.outcome,
        pointsNow: input.outcome === 'changed' ? input.points : null,
        answer: input.words,
        answeredBy: by.personId,
        endedAt: new Date(),
      })
      .where(eq(appeal.id, appealId))
    const { personId, offeringId } = found
    await record(ctx, tx, {
      verb: 'appeal.answered',
      object: { type: 'appeal', id: appealId },
      about: personId,
      offering: offeringId,
      result: {
        outcome: input.outcome,
        former: found.pointsWere,
        points: input.outcome === 'changed' ? input.points : found.pointsWere,
        maxPoints: found.maxPoints,
      },
    })
    await emit(ctx, tx, appealMoved, { appealId, personId, offeringId })
  })
}

/** Writes the new mark where it may be written: a work's, while its discipline is not confirmed. */
async function changeMark(ctx: Ctx, tx: Tx, found: Row, points: number, why: string): Promise<void> {
  if (points > found.maxPoints) throw problem('grades.appeal-points', { status: 422, params: { max: found.maxPoints } })
  if (found.itemId === null) return
  const { personId, itemId, offeringId } = found
  const [now] = await tx
    .select({ points: grade.points })
    .from(grade)
    .where(and(eq(grade.personId, personId), eq(grade.itemId, itemId)))
  const { refused } = await setMarksIn(ctx, tx, offeringId, {
    changes: [{ personId, columnId: itemId, was: now?.points ?? null, points }],
    why: why.slice(0, 500),
    undo: false,
  })
  // a confirmed line is corrected by a sheet of its own; anything else refused is a fault of the number
  if (refused[0] && refused[0].reason !== 'final') throw problem('grades.appeal-points', { status: 422, params: { max: found.maxPoints } })
}
