import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { together } from '../../foundation/server/database/together.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import type { Target } from '../../foundation/server/permissions/actor.ts'
import { item, refuseLocked, section } from '../courses/index.ts'
import { offeringTarget } from '../programmes/index.ts'

export type FoundItem = typeof item.$inferSelect & { sectionHidden: boolean }

/** An item with whether its section is hidden; null when there is none. Many that are asked for at one moment are read together. */
export async function findItem(ctx: Ctx, itemId: string): Promise<FoundItem | null> {
  return (await itemsOf(ctx.db, itemId)) ?? null
}

const itemsOf = together(async (db, ids: string[]) => {
  const rows = await db
    .select({ item, sectionHidden: section.hidden })
    .from(item)
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(inArray(item.id, ids))
  return new Map(rows.map((row) => [row.item.id, { ...row.item, sectionHidden: row.sectionHidden }]))
})

/** The permission target of an item: its offering. */
export async function itemTarget(ctx: Ctx, itemId: string): Promise<Target | null> {
  const found = await findItem(ctx, itemId)
  return found ? offeringTarget(ctx, found.offeringId) : null
}

/**
 * An item as a student may work with it.
 * @throws 404 when it is not there or hidden, 409 `learning.not-open-yet` before it opens, 409 `courses.locked` while its conditions wait
 */
export async function openItem(ctx: Ctx, itemId: string, kind?: string): Promise<FoundItem> {
  const found = await findItem(ctx, itemId)
  if (!found || found.hidden || found.sectionHidden || (kind && found.kind !== kind)) throw problem('foundation.not-found', { status: 404 })
  if (found.opensAt && found.opensAt > new Date())
    throw problem('learning.not-open-yet', { status: 409, clause: 'R4.4a', facts: { opensAt: found.opensAt.toISOString() } })
  await refuseLocked(ctx, found)
  return found
}

/** Condition: seen by students. */
export const seenByStudents = and(eq(item.hidden, false), eq(item.draftOnly, false), eq(section.hidden, false))
