import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { appealMoved } from './appeal-moved.ts'
import { contestedMark } from './contested-mark.ts'
import type { FileInput } from './contract.ts'
import { appeal } from './tables.ts'
import { answerUntil, fileUntil } from './terms.ts'

/**
 * A student contests a mark of their own (R4.4d). The mark as it stood is kept with the appeal.
 * @throws 404 `grades.appeal-no-mark`; 409 `grades.appeal-open` while one is open; 422 `grades.appeal-late` after the term
 */
export async function fileAppeal(ctx: Ctx, offeringId: string, { itemId, reason }: FileInput): Promise<{ id: string }> {
  const { personId } = actorOf(ctx)
  const mark = await contestedMark(ctx, { personId, offeringId, itemId })
  if (!mark) throw problem('grades.appeal-no-mark', { status: 404 })
  const now = new Date()
  const until = fileUntil(mark.markedAt)
  if (now > until) throw problem('grades.appeal-late', { status: 422, clause: 'R4.4d', facts: { until: until.toISOString() } })
  return change(ctx, async (tx) => {
    const [made] = await tx
      .insert(appeal)
      .values({
        id: newId(),
        personId,
        offeringId,
        itemId,
        reason,
        pointsWere: mark.points,
        maxPoints: mark.maxPoints,
        filedAt: now,
        dueAt: answerUntil(now),
      })
      .onConflictDoNothing()
      .returning({ id: appeal.id })
    if (!made) throw problem('grades.appeal-open', { status: 409 })
    await record(ctx, tx, {
      verb: 'appeal.filed',
      object: { type: 'appeal', id: made.id },
      offering: offeringId,
      result: { itemId, points: mark.points, maxPoints: mark.maxPoints },
    })
    await emit(ctx, tx, appealMoved, { appealId: made.id, personId, offeringId })
    return made
  })
}

/** The student takes an open appeal back. @throws 409 `grades.appeal-ended` */
export async function withdrawAppeal(ctx: Ctx, appealId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [gone] = await tx
      .update(appeal)
      .set({ state: 'withdrawn', endedAt: new Date() })
      .where(and(eq(appeal.id, appealId), eq(appeal.state, 'open')))
      .returning()
    if (!gone) throw problem('grades.appeal-ended', { status: 409 })
    await record(ctx, tx, { verb: 'appeal.withdrawn', object: { type: 'appeal', id: appealId }, offering: gone.offeringId })
    await emit(ctx, tx, appealMoved, { appealId, personId: gone.personId, offeringId: gone.offeringId })
  })
}
