import { eq, max } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { newCurriculumIn } from '../contract.ts'
import { curriculum, programme } from '../tables.ts'
import { replaceLines } from './draft-of.ts'
import { readLines } from './read-curriculum.ts'

/** Adds an empty draft as the programme's next version; the programme's row is the lock on the number. @throws 404 */
export async function addDraft(tx: Tx, programmeId: string, intakeYear: number, copiedFrom: string | null): Promise<string> {
  const [own] = await tx.select({ id: programme.id }).from(programme).where(eq(programme.id, programmeId)).for('update')
  if (!own) throw problem('foundation.not-found', { status: 404 })
  const [last] = await tx
    .select({ version: max(curriculum.version) })
    .from(curriculum)
    .where(eq(curriculum.programmeId, programmeId))
  const id = newId()
  await tx.insert(curriculum).values({ id, programmeId, intakeYear, version: (last?.version ?? 0) + 1, copiedFrom })
  return id
}

/**
 * Makes a new version of a programme's curriculum: empty, or a copy of a former version of the same programme.
 * @throws 404, 422 copy of another programme's curriculum
 */
export async function createCurriculum(ctx: Ctx, programmeId: string, given: z.output<typeof newCurriculumIn>): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const id = await addDraft(tx, programmeId, given.intakeYear, given.copyOf ?? null)
    if (given.copyOf) {
      const [source] = await tx.select({ programmeId: curriculum.programmeId }).from(curriculum).where(eq(curriculum.id, given.copyOf))
      if (source?.programmeId !== programmeId) throw problem('programmes.copy-of-other', { status: 422 })
      await replaceLines(tx, id, await readLines(tx, given.copyOf))
    }
    await record(ctx, tx, {
      verb: 'curriculum.created',
      object: { type: 'curriculum', id },
      context: { programme: programmeId, ...(given.copyOf ? { copyOf: given.copyOf } : {}) },
    })
    return { id }
  })
}
