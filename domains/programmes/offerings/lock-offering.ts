import { and, asc, count, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { enrolmentMade } from '../events.ts'
import { electiveWait, enrolment, offering, term } from '../tables.ts'
import { insertEnrolments } from './insert-enrolments.ts'

/**
 * Locks an offering's row for a change of its enrolments: whoever counts places waits for who came before, so the last
 * place goes to one student. @throws 404
 */
export async function lockOffering(tx: Tx, offeringId: string) {
  const [own] = await tx.select().from(offering).where(eq(offering.id, offeringId)).for('update')
  const [period] = own ? await tx.select().from(term).where(eq(term.id, own.termId)) : []
  if (!own || !period) throw problem('foundation.not-found', { status: 404 })
  return { offering: own, term: period }
}

/** How many study in an offering now. */
export async function countTaken(tx: Tx, offeringId: string): Promise<number> {
  const [row] = await tx
    .select({ taken: count() })
    .from(enrolment)
    .where(and(eq(enrolment.offeringId, offeringId), isNull(enrolment.leftAt)))
  return row?.taken ?? 0
}

/** Gives places that are free in a locked offering to those who wait, in their order. */
export async function admitWaiting(ctx: Ctx, tx: Tx, own: Pick<typeof offering.$inferSelect, 'id' | 'places'>): Promise<void> {
  const waiting = await tx
    .select()
    .from(electiveWait)
    .where(eq(electiveWait.offeringId, own.id))
    .orderBy(asc(electiveWait.since), asc(electiveWait.id))
  if (waiting.length === 0) return
  const free = own.places === null ? waiting.length : own.places - (await countTaken(tx, own.id))
  for (const wait of waiting.slice(0, Math.max(0, free))) {
    await tx.delete(electiveWait).where(eq(electiveWait.id, wait.id))
    const made = await insertEnrolments(tx, own.id, [wait.personId], wait.groupId, 'choice')
    await record(ctx, tx, { verb: 'elective.admitted', object: { type: 'offering', id: own.id }, offering: own.id, about: wait.personId })
    await emit(ctx, tx, enrolmentMade, { offeringId: own.id, personIds: made })
  }
}
