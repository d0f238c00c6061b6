import { and, asc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { item, section } from '../tables.ts'
import { isLocked } from '../structure/release.ts'
import { approvedBlock } from '../complex/shown-parts.ts'
import { seesDraft, seesHidden } from '../targets.ts'
import { codingTask, codingVersion } from './tables.ts'

export type TaskRow = typeof codingTask.$inferSelect
export type VersionRow = typeof codingVersion.$inferSelect

/** The target of a task is its offering. Null when there is none. */
export async function taskTarget(ctx: Ctx, taskId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: codingTask.offeringId }).from(codingTask).where(eq(codingTask.id, taskId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

/** A task that its reader may open now, in the version that students get. @throws 404, also for students of a hidden or unopened item */
export async function openTask(ctx: Ctx, taskId: string): Promise<{ task: TaskRow; version: VersionRow; target: Target }> {
  const [found] = await ctx.db
    .select({ task: codingTask, version: codingVersion, hidden: item.hidden, opensAt: item.opensAt, sectionHidden: section.hidden })
    .from(codingTask)
    .innerJoin(codingVersion, and(eq(codingVersion.taskId, codingTask.id), eq(codingVersion.number, codingTask.version)))
    .innerJoin(item, eq(item.id, codingTask.itemId))
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(eq(codingTask.id, taskId))
  const target = found && (await offeringTarget(ctx, found.task.offeringId))
  if (!found || !target) throw problem('foundation.not-found', { status: 404 })
  const withheld = found.hidden || found.sectionHidden || (found.opensAt !== null && found.opensAt > new Date())
  if (withheld && !seesHidden(ctx, target)) throw problem('foundation.not-found', { status: 404 })
  if (await isLocked(ctx, { id: found.task.itemId, offeringId: found.task.offeringId }, target, { kind: 'block', id: taskId }))
    throw problem('foundation.not-found', { status: 404 })
  const approved = seesDraft(ctx, target) ? null : await approvedBlock(ctx, found.task.offeringId, taskId)
  if (approved === null || approved === found.version.number) return { task: found.task, version: found.version, target }
  const [kept] = await ctx.db
    .select()
    .from(codingVersion)
    .where(and(eq(codingVersion.taskId, taskId), eq(codingVersion.number, approved)))
  return { task: found.task, version: kept ?? found.version, target }
}

/** The task that an item of the kind `coding` is; null while it has none. */
export async function taskOfItem(ctx: Ctx, itemId: string): Promise<string | null> {
  const [found] = await ctx.db
    .select({ id: codingTask.id })
    .from(codingTask)
    .where(and(eq(codingTask.itemId, itemId), eq(codingTask.place, 'item')))
    .orderBy(asc(codingTask.createdAt))
    .limit(1)
  return found?.id ?? null
}
