import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { item, section } from '../tables.ts'
import { approvedBlock } from '../complex/shown-parts.ts'
import { isLocked } from '../structure/release.ts'
import { seesDraft, seesHidden } from '../targets.ts'
import { selfCheck, selfCheckVersion } from './tables.ts'

export type CheckRow = typeof selfCheck.$inferSelect

/** The target of a self-check is its offering. Null when there is none. */
export async function checkTarget(ctx: Ctx, checkId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: selfCheck.offeringId }).from(selfCheck).where(eq(selfCheck.id, checkId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

/** A self-check that its reader may open now, in the version that was approved for its students. @throws 404, also for students of a hidden or unopened item */
export async function openCheck(ctx: Ctx, checkId: string): Promise<{ check: CheckRow; target: Target }> {
  const [found] = await ctx.db
    .select({ check: selfCheck, hidden: item.hidden, opensAt: item.opensAt, sectionHidden: section.hidden })
    .from(selfCheck)
    .innerJoin(item, eq(item.id, selfCheck.itemId))
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(eq(selfCheck.id, checkId))
  const target = found && (await offeringTarget(ctx, found.check.offeringId))
  if (!found || !target) throw problem('foundation.not-found', { status: 404 })
  const withheld = found.hidden || found.sectionHidden || (found.opensAt !== null && found.opensAt > new Date())
  if (withheld && !seesHidden(ctx, target)) throw problem('foundation.not-found', { status: 404 })
  if (await isLocked(ctx, { id: found.check.itemId, offeringId: found.check.offeringId }, target, { kind: 'block', id: checkId }))
    throw problem('foundation.not-found', { status: 404 })
  const approved = seesDraft(ctx, target) ? null : await approvedBlock(ctx, found.check.offeringId, checkId)
  if (approved === null || approved === found.check.version) return { check: found.check, target }
  const [kept] = await ctx.db
    .select({ content: selfCheckVersion.content })
    .from(selfCheckVersion)
    .where(and(eq(selfCheckVersion.checkId, checkId), eq(selfCheckVersion.number, approved)))
  return { check: kept ? { ...found.check, version: approved, content: kept.content } : found.check, target }
}
