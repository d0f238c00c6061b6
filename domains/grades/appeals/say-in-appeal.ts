import { eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { appealMoved } from './appeal-moved.ts'
import { appeal, appealWord, type AppealSide } from './tables.ts'

/** As what a person speaks: a teacher of the discipline stays one also when they sit in the commission. */
export function sideOf(ctx: Ctx, of: { personId: string; offeringId: string }): AppealSide {
  const actor = actorOf(ctx)
  if (actor.personId === of.personId) return 'student'
  return actor.facts.teaches.includes(of.offeringId) ? 'teacher' : 'commission'
}

/** Adds a word to an open appeal. @throws 404; 409 `grades.appeal-ended` */
export async function sayInAppeal(ctx: Ctx, appealId: string, words: string): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const [found] = await tx
      .select({ personId: appeal.personId, offeringId: appeal.offeringId, state: appeal.state })
      .from(appeal)
      .where(eq(appeal.id, appealId))
      // an answer that comes at this moment waits: nothing is said after it
      .for('share')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (found.state !== 'open') throw problem('grades.appeal-ended', { status: 409 })
    const id = newId()
    await tx
      .insert(appealWord)
      .values({ id, appealId, personId: actorOf(ctx).personId, side: sideOf(ctx, found), words, saidAt: sql`clock_timestamp()` })
    await record(ctx, tx, { verb: 'appeal.worded', object: { type: 'appeal', id: appealId }, about: found.personId, offering: found.offeringId })
    await emit(ctx, tx, appealMoved, { appealId, personId: found.personId, offeringId: found.offeringId })
    return { id }
  })
}
