import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { roleGrant } from '../../people/index.ts'
import type { teacherIn } from '../contract.ts'
import { offering, teaching } from '../tables.ts'

/** Assigns a teacher to an offering: all of it, or one kind of lessons, or one group. Twice the same changes nothing. @throws 404, 422 not a teacher */
export async function assignTeacher(ctx: Ctx, offeringId: string, given: z.output<typeof teacherIn>): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const [own] = await tx.select({ id: offering.id }).from(offering).where(eq(offering.id, offeringId)).for('update')
    if (!own) throw problem('foundation.not-found', { status: 404 })
    const [role] = await tx
      .select({ id: roleGrant.id })
      .from(roleGrant)
      .where(and(eq(roleGrant.personId, given.personId), eq(roleGrant.role, 'teacher')))
      .limit(1)
    if (!role) throw problem('programmes.not-a-teacher', { status: 422, fields: [{ path: 'personId', key: 'not-valid' }] })
    const groupId = given.groupId ?? null
    const [same] = await tx
      .select({ id: teaching.id })
      .from(teaching)
      .where(
        and(
          eq(teaching.offeringId, offeringId),
          eq(teaching.personId, given.personId),
          eq(teaching.kind, given.kind),
          groupId ? eq(teaching.groupId, groupId) : isNull(teaching.groupId),
        ),
      )
    const id = same?.id ?? newId()
    if (!same) await tx.insert(teaching).values({ id, offeringId, personId: given.personId, kind: given.kind, groupId })
    await record(
      ctx,
      tx,
      ...(same
        ? []
        : [
            {
              verb: 'teacher.assigned',
              object: { type: 'offering', id: offeringId },
              offering: offeringId,
              about: given.personId,
              result: { kind: given.kind },
            },
          ]),
    )
    return { id }
  })
}

/** Takes a teaching assignment back. @throws 404 */
export async function releaseTeacher(ctx: Ctx, offeringId: string, teachingId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [gone] = await tx
      .delete(teaching)
      .where(and(eq(teaching.id, teachingId), eq(teaching.offeringId, offeringId)))
      .returning({ personId: teaching.personId })
    if (!gone) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, { verb: 'teacher.released', object: { type: 'offering', id: offeringId }, offering: offeringId, about: gone.personId })
  })
}
