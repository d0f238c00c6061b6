import { createHash } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { item, section } from '../tables.ts'
import { sameMembers, type Order } from './shared/order.ts'

/** Fingerprint of an order: the version that a change names. Adding and deleting change it too. */
export function orderVersion(order: Order): string {
  return createHash('sha256').update(JSON.stringify(order)).digest('base64url').slice(0, 22)
}

/** The order of a course as it is kept. */
export async function readOrder(db: ReadDb | Tx, offeringId: string): Promise<Order> {
  const sections = await db
    .select({ id: section.id })
    .from(section)
    .where(eq(section.offeringId, offeringId))
    .orderBy(asc(section.position), asc(section.id))
  const items = await db
    .select({ id: item.id, sectionId: item.sectionId })
    .from(item)
    .where(eq(item.offeringId, offeringId))
    .orderBy(asc(item.position), asc(item.id))
  return sections.map(({ id }) => ({ id, items: items.filter((one) => one.sectionId === id).map((one) => one.id) }))
}

/** Whoever rearranges a course waits for who is at it. */
export async function lockOrder(tx: Tx, offeringId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`courses.order ${offeringId}`}, 0))`)
  await tx.select({ id: section.id }).from(section).where(eq(section.offeringId, offeringId)).orderBy(asc(section.id)).for('update')
}

/**
 * Puts the sections and items of a course into a new order, whole: nothing can be lost or doubled by two who drag at once.
 * @param given `base`: version of the order that was seen
 * @throws 409 `courses.order-changed` when the course is arranged differently by now; 422 when the new order is not of the same things
 */
export async function changeOrder(ctx: Ctx, offeringId: string, given: { base: string; sections: Order }): Promise<{ version: string }> {
  return change(ctx, async (tx) => {
    await lockOrder(tx, offeringId)
    const now = await readOrder(tx, offeringId)
    if (orderVersion(now) !== given.base) throw problem('courses.order-changed', { status: 409, facts: { version: orderVersion(now) } })
    if (!sameMembers(now, given.sections)) throw problem('courses.order-broken', { status: 422 })
    const was = placesOf(now)
    const moved = [...placesOf(given.sections)].filter(([id, place]) => was.get(id)?.key !== place.key)
    await writeOrder(tx, given.sections)
    await record(ctx, tx, {
      verb: 'course.reordered',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { changed: moved.length, moved: moved.slice(0, 20).map(([id, { sectionId, at }]) => ({ id, section: sectionId, at })) },
    })
    return { version: orderVersion(given.sections) }
  })
}

/** All places anew, in two statements: deletions leave gaps in the ones that are kept. */
export async function writeOrder(tx: Tx, order: Order): Promise<void> {
  const sections = order.map(({ id }, at) => ({ id, at }))
  const items = order.flatMap(({ id: home, items: ids }) => ids.map((id, at) => ({ id, home, at })))
  await tx.execute(sql`
    UPDATE ${section} SET position = placed.at FROM jsonb_to_recordset(${JSON.stringify(sections)}::jsonb) AS placed(id uuid, at int)
    WHERE ${section.id} = placed.id AND ${section.position} <> placed.at`)
  await tx.execute(sql`
    UPDATE ${item} SET position = placed.at, section_id = placed.home FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS placed(id uuid, home uuid, at int)
    WHERE ${item.id} = placed.id AND (${item.position} <> placed.at OR ${item.sectionId} <> placed.home)`)
}

interface Place {
  /** Null for a section itself. */
  sectionId: string | null
  at: number
  key: string
}

function placesOf(order: Order): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const [at, { id, items }] of order.entries()) {
    places.set(id, { sectionId: null, at, key: `${at}` })
    for (const [place, one] of items.entries()) places.set(one, { sectionId: id, at: place, key: `${id} ${place}` })
  }
  return places
}
