import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { fieldIn } from '../contract.ts'
import { field } from '../tables.ts'
import { refuseTaken } from './refuse-taken.ts'

/** Makes a field of study, or changes the one with this id. @throws 404, 409 code taken */
export async function saveField(ctx: Ctx, given: z.output<typeof fieldIn>, fieldId?: string): Promise<{ id: string }> {
  return refuseTaken(() =>
    change(ctx, async (tx) => {
      const id = fieldId ?? newId()
      if (fieldId) {
        const changed = await tx.update(field).set(given).where(eq(field.id, fieldId)).returning({ id: field.id })
        if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
      } else await tx.insert(field).values({ id, ...given })
      await record(ctx, tx, { verb: fieldId ? 'field.changed' : 'field.added', object: { type: 'field', id } })
      return { id }
    }),
  )
}
