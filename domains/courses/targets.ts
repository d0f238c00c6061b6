import { eq } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import type { Target } from '../../foundation/server/permissions/actor.ts'
import { offeringTarget } from '../programmes/index.ts'
import { item, post, section } from './tables.ts'

/** The target of a section, an item or a post is its offering. Null when there is no such thing. */
export async function sectionTarget(ctx: Ctx, sectionId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: section.offeringId }).from(section).where(eq(section.id, sectionId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

export async function itemTarget(ctx: Ctx, itemId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: item.offeringId }).from(item).where(eq(item.id, itemId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

export async function postTarget(ctx: Ctx, postId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: item.offeringId }).from(post).innerJoin(item, eq(item.id, post.itemId)).where(eq(post.id, postId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

/** Whether the reader sees what is hidden from students: those who edit it. */
export function seesHidden(ctx: Ctx, target: Target): boolean {
  return ctx.actor?.can('course.edit', target) ?? false
}

/** Whether the reader sees the draft of a published complex: those who edit it, and those who review it (R5.3c). */
export function seesDraft(ctx: Ctx, target: Target): boolean {
  return seesHidden(ctx, target) || (ctx.actor?.can('complex.review', target) ?? false)
}
