import { inArray } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { itemKind } from './item-kinds.ts'
import { itemsWithAttempts } from './packages/item-kind.ts'
import { publishedItems } from './complex/published-items.ts'
import { post } from './tables.ts'
import { guardedItems } from './work-guards.ts'

/**
 * Items that hold attempts, submissions or posts of people are hidden, never deleted: a mark must keep what it was given for.
 * @throws 409 `courses.work-would-be-lost`
 */
export async function refuseLostWork(ctx: Ctx, items: { id: string; kind: string }[]): Promise<void> {
  if (items.length === 0) return
  const withWork = new Set<string>()
  for (const kind of new Set(items.map((one) => one.kind))) {
    const ids = items.filter((one) => one.kind === kind).map((one) => one.id)
    for (const id of (await itemKind(kind)?.hasWork?.(ctx, ids)) ?? []) withWork.add(id)
  }
  // a lesson may hold a package that somebody has worked in
  for (const id of await itemsWithAttempts(
    ctx,
    items.map((one) => one.id),
  ))
    withWork.add(id)
  const all = items.map((one) => one.id)
  for (const id of await guardedItems(ctx, all)) withWork.add(id)
  // students see what was published until the next version is (R5.3c)
  for (const id of await publishedItems(ctx, all)) withWork.add(id)
  const posts = await ctx.db.selectDistinct({ id: post.itemId }).from(post).where(inArray(post.itemId, all))
  for (const { id } of posts) withWork.add(id)
  if (withWork.size > 0) throw problem('courses.work-would-be-lost', { status: 409, params: { count: withWork.size } })
}
