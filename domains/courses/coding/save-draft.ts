import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { DraftInput } from './contract.ts'
import { openTask } from './find-task.ts'
import { codingDraft } from './tables.ts'

/**
 * Keeps the program that a student is writing. Of one page the highest sequence counts, of two devices the one that typed last; the
 * same saving again, or an older one that arrives late, changes nothing.
 * @throws 404
 */
export async function saveDraft(ctx: Ctx, taskId: string, given: DraftInput): Promise<{ savedAt: string }> {
  const personId = ctx.actor?.personId
  if (!personId) throw problem('foundation.not-found', { status: 404 })
  await openTask(ctx, taskId)
  return change(ctx, async (tx) => {
    await record(ctx, tx)
    // a clock that runs ahead must not win for ever
    const typedAt = new Date(Math.min(Date.now(), Date.parse(given.typedAt)))
    const values = { taskId, personId, code: given.code, device: given.device, sequence: given.sequence, typedAt }
    const [first] = await tx.insert(codingDraft).values(values).onConflictDoNothing().returning({ taskId: codingDraft.taskId })
    if (!first) {
      const own = and(eq(codingDraft.taskId, taskId), eq(codingDraft.personId, personId))
      const [had] = await tx.select().from(codingDraft).where(own).for('update')
      const newer = had && (had.device === given.device ? given.sequence > had.sequence : typedAt > had.typedAt)
      if (newer) await tx.update(codingDraft).set(values).where(own)
    }
    return { savedAt: new Date().toISOString() }
  })
}
