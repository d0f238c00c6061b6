import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { programmeIn } from '../contract.ts'
import { refuseTaken } from '../registry/refuse-taken.ts'
import { refuseForbiddenForm } from '../rules.ts'
import { programme, speciality, standard } from '../tables.ts'

/**
 * Makes a programme, or changes the one with this id. A speciality that may not be taught online is refused the form
 * «online» with the clause (R4.2b); «blended» is offered.
 * @throws 403 a department out of reach, 404, 409 code taken, 422 forbidden form or a standard of another speciality
 */
export async function saveProgramme(ctx: Ctx, given: z.output<typeof programmeIn>, programmeId?: string): Promise<{ id: string }> {
  return refuseTaken(() =>
    change(ctx, async (tx) => {
      // The route judged the programme as it is; the department it goes to is judged here.
      if (ctx.actor && !ctx.actor.can('programme.manage', { unitIds: [given.departmentId] }))
        throw problem('foundation.not-allowed', { status: 403, facts: { ability: 'programme.manage' } })
      const [chosen] = await tx.select().from(speciality).where(eq(speciality.id, given.specialityId)).for('share')
      if (!chosen) throw problem('programmes.unknown-reference', { status: 422, fields: [{ path: 'specialityId', key: 'not-valid' }] })
      refuseForbiddenForm({ form: given.form, speciality: chosen }, (text) => pick(text, ctx.locale))
      if (given.standardId) {
        const [wanted] = await tx.select({ specialityId: standard.specialityId }).from(standard).where(eq(standard.id, given.standardId))
        if (wanted?.specialityId !== given.specialityId)
          throw problem('programmes.standard-of-other', { status: 422, fields: [{ path: 'standardId', key: 'not-valid' }] })
      }
      const id = programmeId ?? newId()
      if (programmeId) {
        const changed = await tx.update(programme).set(given).where(eq(programme.id, programmeId)).returning({ id: programme.id })
        if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
      } else await tx.insert(programme).values({ id, ...given })
      await record(ctx, tx, {
        verb: programmeId ? 'programme.changed' : 'programme.added',
        object: { type: 'programme', id },
        result: { form: given.form },
      })
      return { id }
    }),
  )
}
