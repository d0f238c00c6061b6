import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { item } from '../tables.ts'
import { lockOrder } from './change-order.ts'
import { copyCourseJob } from './copy-job.ts'
import { courseCopy } from './tables.ts'

/** A copy that made no progress for so long is given up, and another may begin. */
const silentMinutes = 70

/**
 * Begins to copy a whole course into another offering (the next term). Only who may edit both sides; what is there already stays
 * in front.
 * @throws 403 `courses.source-not-yours`, 409 `courses.copy-runs`, 422 for a course into itself or an empty one
 */
export async function beginCopy(ctx: Ctx, offeringId: string, fromOfferingId: string): Promise<{ id: string }> {
  const { personId } = actorOf(ctx)
  const from = await offeringTarget(ctx, fromOfferingId)
  if (!from || !ctx.actor?.can('course.edit', from)) throw problem('courses.source-not-yours', { status: 403 })
  if (offeringId === fromOfferingId) throw problem('courses.copy-into-itself', { status: 422 })
  return change(ctx, async (tx) => {
    await lockOrder(tx, offeringId)
    const [running] = await tx
      .select({ id: courseCopy.id })
      .from(courseCopy)
      .where(
        and(
          eq(courseCopy.offeringId, offeringId),
          inArray(courseCopy.state, ['waiting', 'running']),
          sql`${courseCopy.createdAt} > now() - make_interval(mins => ${silentMinutes})`,
        ),
      )
    if (running) throw problem('courses.copy-runs', { status: 409 })
    const total = await tx.$count(item, eq(item.offeringId, fromOfferingId))
    if (total === 0) throw problem('courses.copy-of-nothing', { status: 422 })
    const id = newId()
    await tx.insert(courseCopy).values({ id, offeringId, fromOfferingId, state: 'waiting', total, byPerson: personId })
    await ctx.portal.jobs.enqueue(tx, copyCourseJob, { copyId: id })
    await record(ctx, tx, {
      verb: 'course.copy-begun',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      context: { from: fromOfferingId, copy: id },
    })
    return { id }
  })
}
