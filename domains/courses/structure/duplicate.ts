import { asc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { item, section } from '../tables.ts'
import { lockOrder, readOrder, writeOrder } from './change-order.ts'
import { copyItems } from './copy-items.ts'
import { moveItem, moveSection } from './shared/order.ts'

const inPlace = { shiftDays: 0, hide: true, topics: true, whole: false }

/** Puts a copy of an item right below it, hidden at first. @throws 404 */
export async function duplicateItem(ctx: Ctx, itemId: string): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const [found] = await tx.select().from(item).where(eq(item.id, itemId))
    if (!found) throw problem('foundation.not-found', { status: 404 })
    const { offeringId, sectionId } = found
    await lockOrder(tx, offeringId)
    const copies = await copyItems(ctx, tx, {
      ...inPlace,
      from: offeringId,
      to: offeringId,
      items: [found],
      placeOf: () => ({ sectionId, position: found.position }),
    })
    const id = copyOf(copies, itemId)
    const order = await readOrder(tx, offeringId)
    const place =
      order
        .find((one) => one.id === sectionId)
        ?.items.filter((one) => one !== id)
        .indexOf(itemId) ?? 0
    await writeOrder(tx, moveItem(order, id, sectionId, place + 1))
    await record(ctx, tx, { verb: 'item.duplicated', object: { type: 'item', id }, offering: offeringId, context: { from: itemId } })
    return { id }
  })
}

/** Puts a copy of a section with its items right below it, hidden at first. @throws 404 */
export async function duplicateSection(ctx: Ctx, sectionId: string): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const [found] = await tx.select().from(section).where(eq(section.id, sectionId))
    if (!found) throw problem('foundation.not-found', { status: 404 })
    const { offeringId } = found
    await lockOrder(tx, offeringId)
    const id = newId()
    await tx.insert(section).values({ ...found, id, hidden: true })
    const items = await itemsOf(tx, sectionId)
    await copyItems(ctx, tx, {
      ...inPlace,
      hide: false,
      from: offeringId,
      to: offeringId,
      items,
      placeOf: ({ position }) => ({ sectionId: id, position }),
    })
    const order = await readOrder(tx, offeringId)
    const place = order.filter((one) => one.id !== id).findIndex((one) => one.id === sectionId)
    await writeOrder(tx, moveSection(order, id, place + 1))
    await record(ctx, tx, {
      verb: 'section.duplicated',
      object: { type: 'section', id },
      offering: offeringId,
      result: { items: items.length },
      context: { from: sectionId },
    })
    return { id }
  })
}

async function itemsOf(tx: Tx, sectionId: string): Promise<(typeof item.$inferSelect)[]> {
  return tx.select().from(item).where(eq(item.sectionId, sectionId)).orderBy(asc(item.position), asc(item.id))
}

function copyOf(copies: ReadonlyMap<string, string>, id: string): string {
  const copy = copies.get(id)
  if (!copy) throw new Error('an item was not copied')
  return copy
}
