import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { holdRole, type Role } from '../../people/index.ts'
import { holdsOneOf } from '../find-candidates.ts'
import { studentGroup } from '../tables.ts'

/** Who may become a curator: those who teach, or look after teaching. */
export const curatorRoles: Role[] = ['teacher', 'curator', 'methodist', 'head_of_department']

/**
 * Sets the curator of a group, or leaves it without one. The curator's role comes with the group, and with it the group's
 * record and students; who was the curator before sees them no more, because the role reaches only the groups that name them.
 * @throws 404, 422 not one of the staff, people.own-role (403)
 */
export async function appointCurator(ctx: Ctx, groupId: string, personId: string | null): Promise<void> {
  await change(ctx, async (tx) => {
    const [group] = await tx.select({ curatorId: studentGroup.curatorId }).from(studentGroup).where(eq(studentGroup.id, groupId)).for('update')
    if (!group) throw problem('foundation.not-found', { status: 404 })
    if (personId && !(await holdsOneOf(tx, personId, curatorRoles)))
      throw problem('programmes.unknown-reference', { status: 422, fields: [{ path: 'personId', key: 'not-valid' }] })
    if (personId) await holdRole(ctx, tx, personId, 'curator')
    await tx.update(studentGroup).set({ curatorId: personId }).where(eq(studentGroup.id, groupId))
    if (group.curatorId && group.curatorId !== personId)
      await record(ctx, tx, { verb: 'curator.released', object: { type: 'group', id: groupId }, about: group.curatorId })
    if (personId) await record(ctx, tx, { verb: 'curator.appointed', object: { type: 'group', id: groupId }, about: personId })
    else if (!group.curatorId) await record(ctx, tx, { verb: 'group.changed', object: { type: 'group', id: groupId } })
  })
}
