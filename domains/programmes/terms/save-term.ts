import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { termIn } from '../contract.ts'
import { refuseTaken } from '../registry/refuse-taken.ts'
import { term } from '../tables.ts'

/** Makes a term, or changes the one with this id: its days and the window in which electives are chosen (R3.6b). @throws 404, 409 */
export async function saveTerm(ctx: Ctx, given: z.output<typeof termIn>, termId?: string): Promise<{ id: string }> {
  const { electivesOpenAt, electivesCloseAt, ...rest } = given
  const row = {
    ...rest,
    electivesOpenAt: electivesOpenAt ? new Date(electivesOpenAt) : null,
    electivesCloseAt: electivesCloseAt ? new Date(electivesCloseAt) : null,
  }
  if (row.electivesOpenAt && row.electivesCloseAt && row.electivesOpenAt >= row.electivesCloseAt) {
    throw problem('programmes.window-upside-down', { status: 422, fields: [{ path: 'electivesCloseAt', key: 'too-small' }] })
  }
  return refuseTaken(() =>
    change(ctx, async (tx) => {
      const id = termId ?? newId()
      if (termId) {
        const changed = await tx.update(term).set(row).where(eq(term.id, termId)).returning({ id: term.id })
        if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
      } else await tx.insert(term).values({ id, ...row })
      await record(ctx, tx, { verb: termId ? 'term.changed' : 'term.added', object: { type: 'term', id } })
      return { id }
    }),
  )
}
