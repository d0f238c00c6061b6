import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { enrolmentMade } from '../events.ts'
import { leaveLocked } from '../offerings/end-enrolment.ts'
import { insertEnrolments } from '../offerings/insert-enrolments.ts'
import { countTaken, lockOffering } from '../offerings/lock-offering.ts'
import { electiveWait, enrolment, offering, offeringGroup, studentship } from '../tables.ts'
import { choiceWindow } from './read-electives.ts'

/**
 * Locks, always in the same order, the student's study (so that two choices of one person cannot both pass the pool's
 * limit) and the offering (so that the last place goes to one student).
 * @throws 404, 403 not offered to the student's group, 409 outside the window
 */
async function lockChoice(tx: Tx, offeringId: string, personId: string) {
  const studies = await tx
    .select({ groupId: studentship.groupId })
    .from(studentship)
    .where(and(eq(studentship.personId, personId), eq(studentship.state, 'studying')))
    .for('update')
  const own = await lockOffering(tx, offeringId)
  const offered = await tx.select({ groupId: offeringGroup.groupId }).from(offeringGroup).where(eq(offeringGroup.offeringId, offeringId))
  const study = studies.find((one) => offered.some((group) => group.groupId === one.groupId))
  if (!study || !own.offering.elective) throw problem('programmes.elective-not-offered', { status: 403, clause: 'R3.6b' })
  const window = choiceWindow(own.term)
  if (window !== 'open') throw problem(`programmes.elective-window-${window}`, { status: 409, clause: 'R3.6b' })
  return { offering: own.offering, groupId: study.groupId }
}

/** How many of the pool's offerings the student has or waits for. */
async function countChosen(tx: Tx, own: typeof offering.$inferSelect, personId: string): Promise<number> {
  const pool = await tx
    .select({ id: offering.id })
    .from(offering)
    .where(
      and(
        eq(offering.termId, own.termId),
        eq(offering.elective, true),
        own.electivePool === null ? isNull(offering.electivePool) : eq(offering.electivePool, own.electivePool),
      ),
    )
  const ids = pool.map((row) => row.id)
  const chosen = await tx
    .select({ id: enrolment.id })
    .from(enrolment)
    .where(and(inArray(enrolment.offeringId, ids), eq(enrolment.personId, personId), isNull(enrolment.leftAt)))
  const waiting = await tx
    .select({ id: electiveWait.id })
    .from(electiveWait)
    .where(and(inArray(electiveWait.offeringId, ids), eq(electiveWait.personId, personId)))
  return chosen.length + waiting.length
}

/**
 * A student chooses an elective (R3.6b). With a place left the student is in; without one they are told, or with
 * `wait` put last in the line. Choosing again what is chosen changes nothing.
 * @throws 403 not offered to the group, 409 outside the window, pool already chosen, or no place left
 */
export async function chooseElective(ctx: Ctx, offeringId: string, personId: string, wait: boolean): Promise<{ state: 'chosen' | 'waiting' }> {
  return change(ctx, async (tx) => {
    const { offering: own, groupId } = await lockChoice(tx, offeringId, personId)
    const [there] = await tx
      .select({ id: enrolment.id })
      .from(enrolment)
      .where(and(eq(enrolment.offeringId, offeringId), eq(enrolment.personId, personId), isNull(enrolment.leftAt)))
    const [waits] = await tx
      .select({ id: electiveWait.id })
      .from(electiveWait)
      .where(and(eq(electiveWait.offeringId, offeringId), eq(electiveWait.personId, personId)))
    if (there || waits) {
      await record(ctx, tx)
      return { state: there ? 'chosen' : 'waiting' }
    }
    const pick = own.electivePick ?? 1
    if ((await countChosen(tx, own, personId)) >= pick)
      throw problem('programmes.elective-pool-chosen', { status: 409, clause: 'R3.6b', params: { count: pick } })
    const full = own.places !== null && (await countTaken(tx, offeringId)) >= own.places
    if (full && !wait) throw problem('programmes.elective-full', { status: 409, clause: 'R3.6b', params: { count: own.places } })
    if (full) {
      await tx.insert(electiveWait).values({ offeringId, personId, groupId })
      await record(ctx, tx, { verb: 'elective.waited', object: { type: 'offering', id: offeringId }, offering: offeringId })
      return { state: 'waiting' }
    }
    await insertEnrolments(tx, offeringId, [personId], groupId, 'choice')
    await record(ctx, tx, { verb: 'elective.chosen', object: { type: 'offering', id: offeringId }, offering: offeringId })
    await emit(ctx, tx, enrolmentMade, { offeringId, personIds: [personId] })
    return { state: 'chosen' }
  })
}

/** A student takes a choice back, or stops waiting, while the window is open; the place goes to who waits first. @throws 403, 404, 409 */
export async function leaveElective(ctx: Ctx, offeringId: string, personId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const { offering: own } = await lockChoice(tx, offeringId, personId)
    const gone = await tx
      .delete(electiveWait)
      .where(and(eq(electiveWait.offeringId, offeringId), eq(electiveWait.personId, personId)))
      .returning({ id: electiveWait.id })
    if (gone.length > 0) await record(ctx, tx, { verb: 'elective.wait-ended', object: { type: 'offering', id: offeringId }, offering: offeringId })
    else await leaveLocked(ctx, tx, own, personId)
  })
}
