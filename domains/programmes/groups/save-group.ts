import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { groupIn } from '../contract.ts'
import { refuseTaken } from '../registry/refuse-taken.ts'
import { refuseForbiddenForm } from '../rules.ts'
import { curriculum, programme, speciality, studentGroup } from '../tables.ts'

/**
 * Makes a group, or changes the one with this id. A new group needs a programme that is open and may run in its form
 * (R4.2b), and an approved curriculum of that programme where one is named (R4.2a).
 * @throws 404, 409 code taken or programme closed, 422
 */
export async function saveGroup(ctx: Ctx, given: z.output<typeof groupIn>, groupId?: string): Promise<{ id: string }> {
  return refuseTaken(() =>
    change(ctx, async (tx) => {
      const [own] = await tx
        .select({ form: programme.form, closedAt: programme.closedAt, departmentId: programme.departmentId, speciality })
        .from(programme)
        .innerJoin(speciality, eq(speciality.id, programme.specialityId))
        .where(eq(programme.id, given.programmeId))
      if (!own) throw problem('programmes.unknown-reference', { status: 422, fields: [{ path: 'programmeId', key: 'not-valid' }] })
      // The route judged the group as it is; here the programme it goes to is judged too.
      if (ctx.actor && !ctx.actor.can('group.manage', { unitIds: [own.departmentId] }))
        throw problem('foundation.not-allowed', { status: 403, facts: { ability: 'group.manage' } })
      if (!groupId) {
        if (own.closedAt) throw problem('programmes.programme-closed', { status: 409 })
        refuseForbiddenForm(own, (text) => pick(text, ctx.locale))
      }
      if (given.curriculumId) {
        const [plan] = await tx
          .select({ programmeId: curriculum.programmeId, state: curriculum.state })
          .from(curriculum)
          .where(eq(curriculum.id, given.curriculumId))
        if (plan?.programmeId !== given.programmeId || plan.state === 'draft')
          throw problem('programmes.not-approved', { status: 422, clause: 'R4.2a', fields: [{ path: 'curriculumId', key: 'not-valid' }] })
      }
      const id = groupId ?? newId()
      if (groupId) {
        const changed = await tx.update(studentGroup).set(given).where(eq(studentGroup.id, groupId)).returning({ id: studentGroup.id })
        if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
      } else await tx.insert(studentGroup).values({ id, ...given })
      await record(ctx, tx, { verb: groupId ? 'group.changed' : 'group.added', object: { type: 'group', id } })
      return { id }
    }),
  )
}
