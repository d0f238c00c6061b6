import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { enrolmentEnded } from '../events.ts'
import { enrolment } from '../tables.ts'
import { admitWaiting, lockOffering } from './lock-offering.ts'

/** Ends an enrolment in a locked offering; the place goes to who waits first. @throws 404 not enrolled */
export async function leaveLocked(ctx: Ctx, tx: Tx, own: Awaited<ReturnType<typeof lockOffering>>['offering'], personId: string): Promise<void> {
  const left = await tx
    .update(enrolment)
    .set({ leftAt: new Date() })
    .where(and(eq(enrolment.offeringId, own.id), eq(enrolment.personId, personId), isNull(enrolment.leftAt)))
    .returning({ id: enrolment.id })
  if (left.length === 0) throw problem('foundation.not-found', { status: 404 })
  await record(ctx, tx, { verb: 'enrolment.ended', object: { type: 'offering', id: own.id }, offering: own.id, about: personId })
  await emit(ctx, tx, enrolmentEnded, { offeringId: own.id, personIds: [personId] })
  await admitWaiting(ctx, tx, own)
}

/** Takes a student out of an offering; what they did in it stays. @throws 404 */
export async function endEnrolment(ctx: Ctx, offeringId: string, personId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const { offering } = await lockOffering(tx, offeringId)
    await leaveLocked(ctx, tx, offering, personId)
  })
}
