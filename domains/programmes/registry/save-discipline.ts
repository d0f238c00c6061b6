import type { z } from 'zod'
import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { disciplineIn } from '../contract.ts'
import { discipline } from '../tables.ts'
import { refuseTaken } from './refuse-taken.ts'

/** Puts a discipline into the catalogue, or changes the one with this id. @throws 403 a department out of reach, 404, 409 code taken */
export async function saveDiscipline(ctx: Ctx, given: z.output<typeof disciplineIn>, disciplineId?: string): Promise<{ id: string }> {
  return refuseTaken(() =>
    change(ctx, async (tx) => {
      // The route judged the discipline as it is; the department it goes to is judged here.
      if (ctx.actor && !ctx.actor.can('discipline.manage', { unitIds: [given.departmentId] }))
        throw problem('foundation.not-allowed', { status: 403, facts: { ability: 'discipline.manage' } })
      const id = disciplineId ?? newId()
      if (disciplineId) {
        const changed = await tx.update(discipline).set(given).where(eq(discipline.id, disciplineId)).returning({ id: discipline.id })
        if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
      } else await tx.insert(discipline).values({ id, ...given })
      await record(ctx, tx, { verb: disciplineId ? 'discipline.changed' : 'discipline.added', object: { type: 'discipline', id } })
      return { id }
    }),
  )
}
