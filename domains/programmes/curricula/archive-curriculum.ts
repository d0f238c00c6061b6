import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { curriculum } from '../tables.ts'
import { lockDraft } from './draft-of.ts'

/** Puts an approved version away: no new group may take it, groups that study by it go on. @throws 404, 409 not approved */
export async function archiveCurriculum(ctx: Ctx, curriculumId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [own] = await tx.select({ state: curriculum.state }).from(curriculum).where(eq(curriculum.id, curriculumId)).for('update')
    if (!own) throw problem('foundation.not-found', { status: 404 })
    if (own.state !== 'approved') throw problem('programmes.not-approved', { status: 409 })
    await tx.update(curriculum).set({ state: 'archived' }).where(eq(curriculum.id, curriculumId))
    await record(ctx, tx, { verb: 'curriculum.archived', object: { type: 'curriculum', id: curriculumId } })
  })
}

/** Throws a draft away. @throws 404, 409 not a draft */
export async function discardDraft(ctx: Ctx, curriculumId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const own = await lockDraft(tx, curriculumId)
    await tx.delete(curriculum).where(eq(curriculum.id, curriculumId))
    await record(ctx, tx, {
      verb: 'curriculum.discarded',
      object: { type: 'curriculum', id: curriculumId },
      context: { programme: own.programmeId, version: own.version },
    })
  })
}
