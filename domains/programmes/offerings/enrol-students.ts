import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { roleGrant } from '../../people/index.ts'
import { enrolmentMade } from '../events.ts'
import { ruleDay } from '../rules.ts'
import { electiveWait, offeringGroup, studentGroup, studentship } from '../tables.ts'
import { insertEnrolments } from './insert-enrolments.ts'
import { countTaken, lockOffering } from './lock-offering.ts'

/** Who of these may not study: no studentship that runs, and no partner student's role. */
async function notStudents(tx: Tx, personIds: string[], today: string): Promise<string[]> {
  const [own, partners] = [
    await tx
      .select({ personId: studentship.personId })
      .from(studentship)
      .where(and(inArray(studentship.personId, personIds), eq(studentship.state, 'studying'))),
    await tx
      .select({ personId: roleGrant.personId, endsOn: roleGrant.endsOn })
      .from(roleGrant)
      .where(and(inArray(roleGrant.personId, personIds), eq(roleGrant.role, 'partner_student'))),
  ]
  const may = new Set([...own.map((row) => row.personId), ...partners.filter((row) => !row.endsOn || row.endsOn >= today).map((row) => row.personId)])
  return personIds.filter((id) => !may.has(id))
}

/**
 * Enrols a whole group (it then belongs to the offering) or single students. Who is there already stays as they are.
 * Refused: a term that is over, persons who do not study, or more students than places.
 * @throws 404, 409 term over or no places, 422 not students
 */
export async function enrolStudents(
  ctx: Ctx,
  offeringId: string,
  given: { personIds?: string[] | undefined; groupId?: string | undefined },
): Promise<{ enrolled: number; there: number }> {
  return change(ctx, async (tx) => {
    const { offering: own, term } = await lockOffering(tx, offeringId)
    const today = ruleDay(new Date(), ctx.portal.config.timeZone)
    if (term.endsOn < today) throw problem('programmes.term-over', { status: 409 })
    let personIds = [...new Set(given.personIds ?? [])]
    if (given.groupId) {
      const [group] = await tx.select({ id: studentGroup.id }).from(studentGroup).where(eq(studentGroup.id, given.groupId))
      if (!group) throw problem('programmes.unknown-reference', { status: 422, fields: [{ path: 'groupId', key: 'not-valid' }] })
      await tx.insert(offeringGroup).values({ offeringId, groupId: given.groupId }).onConflictDoNothing()
      const members = await tx
        .select({ personId: studentship.personId })
        .from(studentship)
        .where(and(eq(studentship.groupId, given.groupId), eq(studentship.state, 'studying')))
      personIds = members.map((row) => row.personId)
    } else {
      const refused = await notStudents(tx, personIds, today)
      if (refused.length > 0)
        throw problem('programmes.not-studying', { status: 422, params: { count: refused.length }, facts: { personIds: refused } })
    }
    const made = await insertEnrolments(tx, offeringId, personIds, given.groupId ?? null, given.groupId ? 'group' : 'single')
    if (own.places !== null && (await countTaken(tx, offeringId)) > own.places)
      throw problem('programmes.no-places', { status: 409, clause: 'R3.6b', params: { places: own.places } })
    if (made.length > 0) {
      await tx.delete(electiveWait).where(and(eq(electiveWait.offeringId, offeringId), inArray(electiveWait.personId, made)))
      await emit(ctx, tx, enrolmentMade, { offeringId, personIds: made })
    }
    await record(
      ctx,
      tx,
      ...made.map((personId) => ({ verb: 'enrolment.made', object: { type: 'offering', id: offeringId }, offering: offeringId, about: personId })),
    )
    return { enrolled: made.length, there: personIds.length - made.length }
  })
}
