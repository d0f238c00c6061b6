import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { standardIn } from '../contract.ts'
import { curriculum, programme, standard, standardOutcome } from '../tables.ts'
import { refuseTaken } from './refuse-taken.ts'

/**
 * Makes a state standard, or changes one by which no curriculum was approved yet: an approval stays judged by the
 * standard of its day (R11.1), so a later standard is a new one.
 * @throws 404, 409 code taken or standard in use
 */
export async function saveStandard(ctx: Ctx, given: z.output<typeof standardIn>, standardId?: string): Promise<{ id: string }> {
  const { outcomes, ...own } = given
  return refuseTaken(() =>
    change(ctx, async (tx) => {
      const id = standardId ?? newId()
      if (standardId) {
        const [used] = await tx
          .select({ id: curriculum.id })
          .from(curriculum)
          .innerJoin(programme, eq(programme.id, curriculum.programmeId))
          .where(and(eq(programme.standardId, standardId), inArray(curriculum.state, ['approved', 'archived'])))
          .limit(1)
        if (used) throw problem('programmes.standard-in-use', { status: 409, clause: 'R11.1' })
        const changed = await tx.update(standard).set(own).where(eq(standard.id, standardId)).returning({ id: standard.id })
        if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
        await tx.delete(standardOutcome).where(eq(standardOutcome.standardId, standardId))
      } else await tx.insert(standard).values({ id, ...own })
      if (outcomes.length > 0) await tx.insert(standardOutcome).values(outcomes.map((outcome) => ({ standardId: id, ...outcome })))
      await record(ctx, tx, {
        verb: standardId ? 'standard.changed' : 'standard.added',
        object: { type: 'standard', id },
        result: { outcomes: outcomes.length },
      })
      return { id }
    }),
  )
}
