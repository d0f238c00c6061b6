import { and, asc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { emit } from '../../foundation/server/events/events.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { item, ownDeadline, laterDeadline } from '../courses/index.ts'
import { daysLate, keptPercent, pointsKept } from './shared/late.ts'
import { submissionMarked } from './submission-events.ts'
import { assignment, submission } from './tables.ts'

/**
 * A student was given a deadline of their own, or lost it: work that is in already is as late as that deadline says, and a mark that was
 * reduced for being late is counted anew (R4.4a). Read from the tables, so the same news twice ends the same.
 */
export async function followDeadline(ctx: Ctx, of: { itemId: string; personIds: string[]; offeringId: string }): Promise<void> {
  for (const personId of of.personIds) await followOne(ctx, { ...of, personId })
}

async function followOne(ctx: Ctx, { itemId, personId, offeringId }: { itemId: string; personId: string; offeringId: string }): Promise<void> {
  await change(ctx, async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${itemId}${personId}`}, 1))`)
    const [[terms], rounds] = await Promise.all([
      tx
        .select({ dueAt: item.dueAt, own: ownDeadline.dueAt, rules: assignment })
        .from(assignment)
        .innerJoin(item, eq(item.id, assignment.itemId))
        .leftJoin(ownDeadline, and(eq(ownDeadline.itemId, itemId), eq(ownDeadline.personId, personId)))
        .where(eq(assignment.itemId, itemId)),
      tx
        .select()
        .from(submission)
        .where(and(eq(submission.itemId, itemId), eq(submission.personId, personId)))
        .orderBy(asc(submission.round))
        .for('update'),
    ])
    const [first] = rounds
    const days = terms && first ? daysLate(laterDeadline(terms.own, terms.dueAt), first.submittedAt) : 0
    const moved = terms ? rounds.filter((one) => one.daysLate !== days) : []
    for (const one of moved) {
      const given = one.rawPoints ?? one.points
      const counted = given === null || one.forgiven || !terms ? given : pointsKept(given, keptPercent(terms.rules, days))
      await tx
        .update(submission)
        .set({ daysLate: days, late: days > 0, points: counted, rawPoints: counted === given ? null : given })
        .where(eq(submission.id, one.id))
      if (counted !== one.points) await emit(ctx, tx, submissionMarked, { submissionId: one.id, personId, itemId, offeringId })
    }
    await record(
      ctx,
      tx,
      ...moved.map((one) => ({
        verb: 'submission.retimed',
        object: { type: 'item', id: itemId },
        about: personId,
        offering: offeringId,
        result: { submission: one.id, daysLate: days, former: one.daysLate },
      })),
    )
  })
}
