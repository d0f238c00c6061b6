import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { item } from '../tables.ts'
import type { ContentInput } from './contract.ts'
import type { CodingContent } from './shared/coding.ts'
import { codingTask, codingVersion } from './tables.ts'

/**
 * Makes a task: for an item of the kind `coding` (which has one) or for a block in a lesson's text (as many as there are blocks).
 * @throws 404; 422 `courses.coding-wrong-item`; 409 `courses.coding-task-there`
 */
export async function addTask(ctx: Ctx, itemId: string, given: { place: 'item' | 'block'; content: ContentInput }): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const [home] = await tx.select().from(item).where(eq(item.id, itemId)).for('update')
    if (!home) throw problem('foundation.not-found', { status: 404 })
    if ((given.place === 'item') !== (home.kind === 'coding')) throw problem('courses.coding-wrong-item', { status: 422 })
    if (given.place === 'item') {
      const [there] = await tx
        .select({ id: codingTask.id })
        .from(codingTask)
        .where(and(eq(codingTask.itemId, itemId), eq(codingTask.place, 'item')))
      if (there) throw problem('courses.coding-task-there', { status: 409 })
    }
    const id = await insertTask(ctx, tx, { itemId, offeringId: home.offeringId, place: given.place, content: given.content as CodingContent })
    await tx.update(item).set({ changedAt: new Date() }).where(eq(item.id, itemId))
    await record(ctx, tx, {
      verb: 'coding-task.added',
      object: { type: 'coding-task', id },
      offering: home.offeringId,
      result: { tests: given.content.tests.length },
      context: { item: itemId },
    })
    return { id }
  })
}

/** Writes a task with its first version. */
export async function insertTask(
  ctx: Ctx,
  tx: Tx,
  given: { itemId: string; offeringId: string; place: 'item' | 'block'; content: CodingContent },
): Promise<string> {
  const id = newId()
  await tx.insert(codingTask).values({ id, itemId: given.itemId, offeringId: given.offeringId, place: given.place })
  await tx.insert(codingVersion).values({ taskId: id, number: 1, content: given.content, byPerson: ctx.actor?.personId ?? null })
  return id
}

/**
 * Changes a task: a new version is what students get from now on; attempts keep the version they were made at. The same content again
 * makes none.
 * @throws 404; 409 `courses.coding-task-changed` when somebody else changed it since it was read
 */
export async function changeTask(ctx: Ctx, taskId: string, given: { version: number; content: ContentInput }): Promise<{ version: number }> {
  return change(ctx, async (tx) => {
    const [task] = await tx.select().from(codingTask).where(eq(codingTask.id, taskId)).for('update')
    if (!task) throw problem('foundation.not-found', { status: 404 })
    const [now] = await tx
      .select()
      .from(codingVersion)
      .where(and(eq(codingVersion.taskId, taskId), eq(codingVersion.number, task.version)))
    await record(ctx, tx)
    // what was said twice because the first answer got lost
    if (now && sameContent(now.content, given.content as CodingContent)) return { version: task.version }
    if (task.version !== given.version) throw problem('courses.coding-task-changed', { status: 409 })
    const version = task.version + 1
    await tx.insert(codingVersion).values({ taskId, number: version, content: given.content as CodingContent, byPerson: ctx.actor?.personId ?? null })
    await tx.update(codingTask).set({ version }).where(eq(codingTask.id, taskId))
    await tx.update(item).set({ changedAt: new Date() }).where(eq(item.id, task.itemId))
    await record(ctx, tx, {
      verb: 'coding-task.changed',
      object: { type: 'coding-task', id: taskId },
      offering: task.offeringId,
      result: { version, tests: given.content.tests.length },
      context: { item: task.itemId },
    })
    return { version }
  })
}

/** The database keeps the keys of its JSON in an order of its own. */
function sameContent(left: CodingContent, right: CodingContent): boolean {
  const sorted = (_key: string, value: unknown): unknown =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value
  return JSON.stringify(left, sorted) === JSON.stringify(right, sorted)
}
