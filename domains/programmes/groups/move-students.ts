import { and, eq, gte, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { newStudentIn } from '../contract.ts'
import { enrolmentEnded, enrolmentMade } from '../events.ts'
import { insertEnrolments } from '../offerings/insert-enrolments.ts'
import { refuseTaken } from '../registry/refuse-taken.ts'
import { ruleDay } from '../rules.ts'
import { enrolment, offering, offeringGroup, studentGroup, studentship, term } from '../tables.ts'

/** Offerings of a group whose term is not over; its students study in them (electives are chosen, not given). */
async function runningOfferings(tx: Tx, groupId: string, today: string): Promise<string[]> {
  const rows = await tx
    .select({ id: offering.id })
    .from(offeringGroup)
    .innerJoin(offering, eq(offering.id, offeringGroup.offeringId))
    .innerJoin(term, eq(term.id, offering.termId))
    .where(and(eq(offeringGroup.groupId, groupId), eq(offering.elective, false), gte(term.endsOn, today)))
  return rows.map((row) => row.id)
}

/** Puts a person into a group as its student, and into what the group studies now. @throws 404, 409 already studies in it or number taken */
export async function addStudent(ctx: Ctx, groupId: string, given: z.output<typeof newStudentIn>): Promise<{ id: string }> {
  return refuseTaken(
    () =>
      change(ctx, async (tx) => {
        const [group] = await tx.select({ id: studentGroup.id }).from(studentGroup).where(eq(studentGroup.id, groupId)).for('update')
        if (!group) throw problem('foundation.not-found', { status: 404 })
        const [there] = await tx
          .select({ id: studentship.id })
          .from(studentship)
          .where(and(eq(studentship.groupId, groupId), eq(studentship.personId, given.personId), inArray(studentship.state, ['studying', 'leave'])))
        if (there) throw problem('programmes.already-in-group', { status: 409 })
        const id = newId()
        await tx.insert(studentship).values({ id, groupId, ...given })
        const offerings = await runningOfferings(tx, groupId, ruleDay(new Date(), ctx.portal.config.timeZone))
        for (const offeringId of offerings) {
          const made = await insertEnrolments(tx, offeringId, [given.personId], groupId, 'group')
          if (made.length > 0) await emit(ctx, tx, enrolmentMade, { offeringId, personIds: made })
        }
        await record(ctx, tx, {
          verb: 'group.joined',
          object: { type: 'group', id: groupId },
          about: given.personId,
          result: { offerings: offerings.length },
        })
        return { id }
      }),
    'recordBookNumber',
  )
}

/** Takes a student out of a group and out of what it studies now. What was studied before stays. @throws 404 */
export async function leaveGroup(
  ctx: Ctx,
  groupId: string,
  personId: string,
  state: 'leave' | 'expelled' | 'transferred' | 'graduated',
): Promise<void> {
  await change(ctx, async (tx) => {
    const today = ruleDay(new Date(), ctx.portal.config.timeZone)
    const ends = state === 'leave' ? {} : { endsOn: today }
    const changed = await tx
      .update(studentship)
      .set({ state, ...ends })
      .where(and(eq(studentship.groupId, groupId), eq(studentship.personId, personId), inArray(studentship.state, ['studying', 'leave'])))
      .returning({ id: studentship.id })
    if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
    const offerings = await runningOfferings(tx, groupId, today)
    const left =
      offerings.length === 0
        ? []
        : await tx
            .update(enrolment)
            .set({ leftAt: new Date() })
            .where(
              and(
                eq(enrolment.personId, personId),
                eq(enrolment.groupId, groupId),
                inArray(enrolment.offeringId, offerings),
                isNull(enrolment.leftAt),
              ),
            )
            .returning({ offeringId: enrolment.offeringId })
    for (const { offeringId } of left) await emit(ctx, tx, enrolmentEnded, { offeringId, personIds: [personId] })
    await record(ctx, tx, { verb: 'group.left', object: { type: 'group', id: groupId }, about: personId, result: { state, offerings: left.length } })
  })
}
