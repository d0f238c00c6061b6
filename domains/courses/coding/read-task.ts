import { and, count, countDistinct, desc, eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { itemTarget, seesHidden } from '../targets.ts'
import type { ItemTaskView, TaskView } from './contract.ts'
import { openTask, taskOfItem } from './find-task.ts'
import { runtimeFor } from './runtime.ts'
import { codingAttempt, codingDraft } from './tables.ts'

const shownAttempts = 20

/** A task as its reader may see it, with their own attempts and the program they are writing. @throws 404 */
export async function readTask(ctx: Ctx, request: FastifyRequest, taskId: string): Promise<TaskView> {
  const { task, version, target } = await openTask(ctx, taskId)
  const personId = ctx.actor?.personId ?? ''
  const own = and(eq(codingAttempt.taskId, taskId), eq(codingAttempt.personId, personId))
  const mayEdit = seesHidden(ctx, target)
  const [attempts, [sum], [draft], [others], runtime] = await Promise.all([
    ctx.db.select().from(codingAttempt).where(own).orderBy(desc(codingAttempt.checkedAt), desc(codingAttempt.id)).limit(shownAttempts),
    ctx.db
      .select({ tries: count(), best: sql<number | null>`max(${codingAttempt.points}::float8 / greatest(${codingAttempt.of}, 1))` })
      .from(codingAttempt)
      .where(own),
    ctx.db
      .select()
      .from(codingDraft)
      .where(and(eq(codingDraft.taskId, taskId), eq(codingDraft.personId, personId))),
    mayEdit
      ? ctx.db
          .select({ people: countDistinct(codingAttempt.personId) })
          .from(codingAttempt)
          .where(eq(codingAttempt.taskId, taskId))
      : [],
    runtimeFor(ctx, request),
  ])
  const { solution, ...content } = version.content
  return {
    id: task.id,
    itemId: task.itemId,
    offeringId: task.offeringId,
    place: task.place as TaskView['place'],
    version: version.number,
    versionId: version.id,
    ...content,
    solution: mayEdit ? solution : null,
    attempts: attempts.map(presentAttempt),
    tries: sum?.tries ?? 0,
    best: sum?.best ?? null,
    draft: draft ? { code: draft.code, typedAt: draft.typedAt.toISOString() } : null,
    mayAttempt: ctx.actor?.can('coding.attempt', target) ?? false,
    mayEdit,
    maySeeResults: ctx.actor?.can('coding.results', target) ?? false,
    triedBy: others?.people ?? null,
    runtime,
  }
}

/** The task of an item of the kind `coding`; null while its author has written none. @throws 404 */
export async function readItemTask(ctx: Ctx, request: FastifyRequest, itemId: string): Promise<ItemTaskView> {
  const target = await itemTarget(ctx, itemId)
  if (!target) throw problem('foundation.not-found', { status: 404 })
  const taskId = await taskOfItem(ctx, itemId)
  return { task: taskId ? await readTask(ctx, request, taskId) : null, mayEdit: seesHidden(ctx, target) }
}

/** An attempt as a line of a list. */
export function presentAttempt(row: typeof codingAttempt.$inferSelect): TaskView['attempts'][number] {
  return { id: row.id, checkedAt: row.checkedAt.toISOString(), points: row.points, of: row.of, passed: row.passed }
}
