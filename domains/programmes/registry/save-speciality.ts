import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { specialityIn } from '../contract.ts'
import { onlineForbidden, ruleDay } from '../rules.ts'
import { programme, speciality } from '../tables.ts'
import { refuseTaken } from './refuse-taken.ts'

/**
 * Makes a speciality, or changes the one with this id. A ban that is new does not change programmes by itself: those
 * that run fully online against it (R4.2b) are named in the answer, for people to decide.
 * @throws 404, 409 code taken
 */
export async function saveSpeciality(
  ctx: Ctx,
  given: z.output<typeof specialityIn>,
  specialityId?: string,
): Promise<{ id: string; against: string[] }> {
  return refuseTaken(() =>
    change(ctx, async (tx) => {
      const id = specialityId ?? newId()
      if (specialityId) {
        const changed = await tx.update(speciality).set(given).where(eq(speciality.id, specialityId)).returning({ id: speciality.id })
        if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
      } else await tx.insert(speciality).values({ id, ...given })
      const running = await tx
        .select({ code: programme.code, form: programme.form })
        .from(programme)
        .where(and(eq(programme.specialityId, id), isNull(programme.closedAt)))
      const against = running
        .filter(({ form }) => onlineForbidden.findings({ form, speciality: given }, ruleDay()).length > 0)
        .map(({ code }) => code)
      await record(ctx, tx, {
        verb: specialityId ? 'speciality.changed' : 'speciality.added',
        object: { type: 'speciality', id },
        result: { onlineForbidden: given.onlineForbidden, against },
      })
      return { id, against }
    }),
  )
}
