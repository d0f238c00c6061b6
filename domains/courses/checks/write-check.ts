import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { item } from '../tables.ts'
import type { CheckContentInput } from './contract.ts'
import { selfCheck } from './tables.ts'

/** Makes a self-check for a block in an item's text. @throws 404; 422 for a heading */
export async function addCheck(ctx: Ctx, itemId: string, content: CheckContentInput): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const [home] = await tx.select().from(item).where(eq(item.id, itemId))
    if (!home) throw problem('foundation.not-found', { status: 404 })
    if (home.kind === 'heading') throw problem('courses.no-text-here', { status: 422 })
    const id = newId()
    await tx.insert(selfCheck).values({ id, itemId, offeringId: home.offeringId, content })
    await record(ctx, tx, {
      verb: 'self-check.added',
      object: { type: 'self-check', id },
      offering: home.offeringId,
      result: { questions: content.questions.length, counts: content.counts },
      context: { item: itemId },
    })
    return { id }
  })
}

/** Changes a self-check; answers that were given stay as they were judged. @throws 404; 409 `courses.check-changed` */
export async function changeCheck(ctx: Ctx, checkId: string, given: { version: number; content: CheckContentInput }): Promise<{ version: number }> {
  return change(ctx, async (tx) => {
    const [found] = await tx.select().from(selfCheck).where(eq(selfCheck.id, checkId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (found.version !== given.version) throw problem('courses.check-changed', { status: 409 })
    const version = found.version + 1
    await tx.update(selfCheck).set({ content: given.content, version }).where(eq(selfCheck.id, checkId))
    await tx.update(item).set({ changedAt: new Date() }).where(eq(item.id, found.itemId))
    await record(ctx, tx, {
      verb: 'self-check.changed',
      object: { type: 'self-check', id: checkId },
      offering: found.offeringId,
      result: { version, questions: given.content.questions.length, counts: given.content.counts },
      context: { item: found.itemId },
    })
    return { version }
  })
}
