import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { item, section } from '../tables.ts'
import { isLocked } from '../structure/release.ts'
import { seesHidden } from '../targets.ts'
import { coursePackage, packageAttempt } from './tables.ts'

export type PackageRow = typeof coursePackage.$inferSelect
export type AttemptRow = typeof packageAttempt.$inferSelect

/** The target of a package is its offering. Null when there is none. */
export async function packageTarget(ctx: Ctx, packageId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: coursePackage.offeringId }).from(coursePackage).where(eq(coursePackage.id, packageId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

/** An attempt belongs to its item and to the person who asks. Null when it is not theirs. */
export async function attemptTarget(ctx: Ctx, given: { itemId: string; attemptId: string }): Promise<Target | null> {
  const [found] = await ctx.db
    .select()
    .from(packageAttempt)
    .where(and(eq(packageAttempt.id, given.attemptId), eq(packageAttempt.itemId, given.itemId)))
  return found && found.personId === ctx.actor?.personId ? offeringTarget(ctx, found.offeringId) : null
}

/** A package that its reader may open now. @throws 404, also for students of a hidden or unopened item */
export async function openPackage(ctx: Ctx, packageId: string): Promise<{ row: PackageRow; target: Target }> {
  const [found] = await ctx.db
    .select({ row: coursePackage, hidden: item.hidden, opensAt: item.opensAt, sectionHidden: section.hidden })
    .from(coursePackage)
    .innerJoin(item, eq(item.id, coursePackage.itemId))
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(eq(coursePackage.id, packageId))
  const target = found && (await offeringTarget(ctx, found.row.offeringId))
  if (!found || !target) throw problem('foundation.not-found', { status: 404 })
  const withheld = found.hidden || found.sectionHidden || (found.opensAt !== null && found.opensAt > new Date())
  if (withheld && !seesHidden(ctx, target)) throw problem('foundation.not-found', { status: 404 })
  if (await isLocked(ctx, { id: found.row.itemId, offeringId: found.row.offeringId }, target, { kind: 'block', id: packageId }))
    throw problem('foundation.not-found', { status: 404 })
  return { row: found.row, target }
}

/** The package that an item of the kind `package` shows; null while it has none. */
export async function packageOfItem(ctx: Ctx, itemId: string): Promise<string | null> {
  const [found] = await ctx.db
    .select({ id: coursePackage.id })
    .from(coursePackage)
    .where(and(eq(coursePackage.itemId, itemId), eq(coursePackage.place, 'item'), isNull(coursePackage.retiredAt)))
    .orderBy(desc(coursePackage.createdAt))
    .limit(1)
  return found?.id ?? null
}
