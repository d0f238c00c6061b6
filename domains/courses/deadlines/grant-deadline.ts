import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { studentsOfOffering } from '../../programmes/index.ts'
import { deadlineMoved } from '../events.ts'
import { item } from '../tables.ts'
import type { GrantInput } from './contract.ts'
import { ownDeadline } from './tables.ts'

/**
 * Gives students a deadline of their own for an assignment (R4.4a), each with its reason; a second one takes the place of the first.
 * @throws 404; 422 `courses.no-deadline` where there is none to extend, `courses.deadline-not-later`, `courses.deadline-stranger`
 */
export async function grantDeadline(ctx: Ctx, itemId: string, { personIds: asked, dueAt, reason }: GrantInput): Promise<void> {
  const personIds = [...new Set(asked)]
  const found = await assignmentOf(ctx, itemId)
  if (!found.dueAt) throw problem('courses.no-deadline', { status: 422 })
  const until = new Date(dueAt)
  if (until <= found.dueAt) throw problem('courses.deadline-not-later', { status: 422, fields: [{ path: 'dueAt', key: 'deadline-not-later' }] })
  const students = new Set((await studentsOfOffering(ctx, found.offeringId)).map((one) => one.personId))
  if (personIds.some((id) => !students.has(id))) throw problem('courses.deadline-stranger', { status: 422 })
  const by = actorOf(ctx).personId
  await change(ctx, async (tx) => {
    await tx
      .insert(ownDeadline)
      .values(personIds.map((personId) => ({ itemId, personId, dueAt: until, reason, grantedBy: by, grantedAt: new Date() })))
      .onConflictDoUpdate({
        target: [ownDeadline.itemId, ownDeadline.personId],
        set: { dueAt: sql`excluded.due_at`, reason: sql`excluded.reason`, grantedBy: by, grantedAt: sql`excluded.granted_at` },
      })
    await record(
      ctx,
      tx,
      ...personIds.map((personId) => ({
        verb: 'deadline.granted',
        object: { type: 'item', id: itemId },
        about: personId,
        offering: found.offeringId,
        result: { dueAt: until.toISOString(), reason },
      })),
    )
    await emit(ctx, tx, deadlineMoved, { itemId, offeringId: found.offeringId, personIds })
  })
}

/** Takes a deadline of one's own back: everybody's holds again. @throws 404 */
export async function withdrawDeadline(ctx: Ctx, itemId: string, personId: string): Promise<void> {
  const found = await assignmentOf(ctx, itemId)
  await change(ctx, async (tx) => {
    const gone = await tx
      .delete(ownDeadline)
      .where(and(eq(ownDeadline.itemId, itemId), eq(ownDeadline.personId, personId)))
      .returning({ dueAt: ownDeadline.dueAt })
    if (gone.length === 0) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, { verb: 'deadline.withdrawn', object: { type: 'item', id: itemId }, about: personId, offering: found.offeringId })
    await emit(ctx, tx, deadlineMoved, { itemId, offeringId: found.offeringId, personIds: [personId] })
  })
}

async function assignmentOf(ctx: Ctx, itemId: string): Promise<{ offeringId: string; dueAt: Date | null }> {
  const [found] = await ctx.db
    .select({ offeringId: item.offeringId, dueAt: item.dueAt })
    .from(item)
    .where(and(eq(item.id, itemId), eq(item.kind, 'assignment')))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return found
}
