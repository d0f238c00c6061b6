import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem, type FieldFault } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { PostChange, PostInput } from '../contract.ts'
import { normalPhone } from '../shared/phone.ts'
import { person, staffPost, unit } from '../tables.ts'

/** Gives a person a post in a unit. @throws people.check-fields (422) */
export async function givePost(ctx: Ctx, given: PostInput): Promise<{ id: string }> {
  const checked = checkPost(given)
  return change(ctx, async (tx) => {
    const [[who], [where]] = [
      await tx.select({ id: person.id }).from(person).where(eq(person.id, given.personId)),
      await tx
        .select({ id: unit.id })
        .from(unit)
        .where(and(eq(unit.id, given.unitId), isNull(unit.closedAt))),
    ]
    const faults: FieldFault[] = []
    if (!who) faults.push({ path: 'personId', key: 'no-such-person' })
    if (!where) faults.push({ path: 'unitId', key: 'no-such-unit' })
    if (faults.length > 0) throw problem('people.check-fields', { status: 422, fields: faults })
    const id = newId()
    await tx.insert(staffPost).values({ id, ...given, ...checked })
    await record(ctx, tx, {
      verb: 'post.given',
      object: { type: 'post', id },
      about: given.personId,
      context: { unit: given.unitId, head: given.isHead },
    })
    return { id }
  })
}

/** Changes a post: title, whether it heads the unit, contacts for the public, its end. @throws foundation.not-found (404), people.check-fields (422) */
export async function changePost(ctx: Ctx, postId: string, given: PostChange): Promise<void> {
  const checked = checkPost(given)
  await change(ctx, async (tx) => {
    const [before] = await tx.select({ personId: staffPost.personId }).from(staffPost).where(eq(staffPost.id, postId)).for('update')
    if (!before) throw problem('foundation.not-found', { status: 404 })
    await tx
      .update(staffPost)
      .set({ ...given, ...checked })
      .where(eq(staffPost.id, postId))
    await record(ctx, tx, {
      verb: given.endsOn ? 'post.ended' : 'post.changed',
      object: { type: 'post', id: postId },
      about: before.personId,
      context: given.endsOn ? { endsOn: given.endsOn } : {},
    })
  })
}

function checkPost(given: PostChange): { publicPhone: string | null } {
  const faults: FieldFault[] = []
  const publicPhone = given.publicPhone ? normalPhone(given.publicPhone) : null
  if (given.publicPhone && !publicPhone) faults.push({ path: 'publicPhone', key: 'not-a-phone' })
  if (given.endsOn && given.endsOn < given.startsOn) faults.push({ path: 'endsOn', key: 'ends-before-start' })
  if (faults.length > 0) throw problem('people.check-fields', { status: 422, fields: faults })
  return { publicPhone }
}
