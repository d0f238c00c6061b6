import { asc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import type { ItemChange, ItemInput } from './contract.ts'
import { placed } from './edit-sections.ts'
import { itemKind } from './item-kinds.ts'
import { refuseLostWork } from './refuse-lost-work.ts'
import { item, itemLink, section } from './tables.ts'

/** Adds an item at the end of a section; new items are hidden until their teacher shows them. @throws 422 for a link without an address */
export async function addItem(ctx: Ctx, sectionId: string, given: ItemInput): Promise<{ id: string }> {
  if (given.kind === 'link' && !given.url) throw problem('courses.link-needed', { status: 422, fields: [{ path: 'url', key: 'needed' }] })
  return change(ctx, async (tx) => {
    const [home] = await tx.select().from(section).where(eq(section.id, sectionId)).for('update')
    if (!home) throw problem('foundation.not-found', { status: 404 })
    const id = newId()
    const [last] = await tx
      .select({ next: sql<number>`coalesce(max(${item.position}) + 1, 0)::int` })
      .from(item)
      .where(eq(item.sectionId, sectionId))
    await tx.insert(item).values({
      id,
      sectionId,
      offeringId: home.offeringId,
      kind: given.kind,
      title: given.title,
      position: last?.next ?? 0,
      hidden: given.kind !== 'heading',
    })
    if (given.kind === 'link' && given.url) await tx.insert(itemLink).values({ itemId: id, url: given.url })
    await itemKind(given.kind)?.create?.(ctx, tx, id)
    await record(ctx, tx, { verb: 'item.added', object: { type: 'item', id }, offering: home.offeringId, result: { kind: given.kind } })
    return { id }
  })
}

/** Renames, hides, dates or moves an item. @throws 404; 422 when it would move to another course, or be due at another time than its exam ends */
export async function changeItem(ctx: Ctx, itemId: string, given: ItemChange): Promise<void> {
  await change(ctx, async (tx) => {
    const { position, sectionId, url, opensAt, dueAt, ...plain } = given
    const [found] = await tx.select().from(item).where(eq(item.id, itemId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    const values = {
      ...plain,
      ...(opensAt === undefined ? {} : { opensAt: opensAt === null ? null : new Date(opensAt) }),
      ...(dueAt === undefined ? {} : { dueAt: dueAt === null ? null : new Date(dueAt) }),
    } as Partial<typeof item.$inferInsert>
    const opens = values.opensAt === undefined ? found.opensAt : values.opensAt
    const due = values.dueAt === undefined ? found.dueAt : values.dueAt
    const fixed = dueAt === undefined ? null : await itemKind(found.kind)?.endsAt?.(tx, itemId)
    if (fixed && due?.getTime() !== fixed.getTime())
      throw problem('courses.due-fixed', { status: 422, fields: [{ path: 'dueAt', key: 'due-fixed' }] })
    if (opens && due && opens >= due) throw problem('courses.opens-after-due', { status: 422, fields: [{ path: 'dueAt', key: 'opens-after-due' }] })
    await tx
      .update(item)
      .set({ ...values, changedAt: new Date() })
      .where(eq(item.id, itemId))
    if (url !== undefined && found.kind === 'link')
      await tx.insert(itemLink).values({ itemId, url }).onConflictDoUpdate({ target: itemLink.itemId, set: { url } })
    if (sectionId !== undefined || position !== undefined) await moveItem(tx, found, sectionId ?? found.sectionId, position)
    await record(ctx, tx, { verb: 'item.changed', object: { type: 'item', id: itemId }, offering: found.offeringId, result: { ...given } })
  })
}

async function moveItem(tx: Tx, found: typeof item.$inferSelect, sectionId: string, position: number | undefined): Promise<void> {
  const [home] = await tx.select({ offeringId: section.offeringId }).from(section).where(eq(section.id, sectionId)).for('update')
  if (home?.offeringId !== found.offeringId) throw problem('courses.other-course', { status: 422 })
  const rows = await tx
    .select({ id: item.id })
    .from(item)
    .where(eq(item.sectionId, sectionId))
    .orderBy(asc(item.position), asc(item.id))
    .for('update')
  const order = placed(
    rows.map((row) => row.id),
    found.id,
    position ?? rows.length,
  )
  for (const [at, id] of order.entries()) await tx.update(item).set({ position: at, sectionId }).where(eq(item.id, id))
}

/** Deletes an item. @throws 404, 409 `courses.work-would-be-lost` */
export async function deleteItem(ctx: Ctx, itemId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select().from(item).where(eq(item.id, itemId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    await refuseLostWork(ctx, [found])
    await tx.delete(item).where(eq(item.id, itemId))
    await record(ctx, tx, {
      verb: 'item.deleted',
      object: { type: 'item', id: itemId },
      offering: found.offeringId,
      result: { kind: found.kind, title: found.title },
    })
  })
}
