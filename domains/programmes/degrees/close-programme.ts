import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { programme } from '../tables.ts'

/** Closes a programme to new groups, or opens it again. Groups that study go on. @throws 404 */
export async function closeProgramme(ctx: Ctx, programmeId: string, closed: boolean): Promise<void> {
  await change(ctx, async (tx) => {
    const changed = await tx
      .update(programme)
      .set({ closedAt: closed ? new Date() : null })
      .where(eq(programme.id, programmeId))
      .returning({ id: programme.id })
    if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, { verb: closed ? 'programme.closed' : 'programme.opened', object: { type: 'programme', id: programmeId } })
  })
}
