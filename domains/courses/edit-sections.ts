import { and, asc, eq, sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import type { SectionChange } from './contract.ts'
import { refuseLostWork } from './refuse-lost-work.ts'
import { item, section } from './tables.ts'

/** Adds a section at the end of the course. */
export async function addSection(
  ctx: Ctx,
  offeringId: string,
  given: { title: Localized; week?: number | null | undefined },
): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const id = newId()
    await tx.insert(section).values({ id, offeringId, title: given.title, week: given.week ?? null, position: await nextSection(tx, offeringId) })
    await record(ctx, tx, { verb: 'section.added', object: { type: 'section', id }, offering: offeringId })
    return { id }
  })
}

/** The position after the last section. */
export async function nextSection(tx: Tx, offeringId: string): Promise<number> {
  const [last] = await tx
    .select({ next: sql<number>`coalesce(max(${section.position}) + 1, 0)::int` })
    .from(section)
    .where(eq(section.offeringId, offeringId))
  return last?.next ?? 0
}

/** Renames, hides, dates or moves a section. @throws 404 */
export async function changeSection(ctx: Ctx, sectionId: string, given: SectionChange): Promise<void> {
  await change(ctx, async (tx) => {
    const { position, ...values } = given
    const [found] = await tx.select().from(section).where(eq(section.id, sectionId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (Object.keys(values).length > 0)
      await tx
        .update(section)
        .set(values as Partial<typeof section.$inferInsert>)
        .where(eq(section.id, sectionId))
    if (position !== undefined) {
      const rows = await tx
        .select({ id: section.id })
        .from(section)
        .where(eq(section.offeringId, found.offeringId))
        .orderBy(asc(section.position), asc(section.id))
        .for('update')
      const order = placed(
        rows.map((row) => row.id),
        sectionId,
        position,
      )
      for (const [at, id] of order.entries()) await tx.update(section).set({ position: at }).where(eq(section.id, id))
    }
    await record(ctx, tx, { verb: 'section.changed', object: { type: 'section', id: sectionId }, offering: found.offeringId, result: { ...given } })
  })
}

/** Deletes a section with its items. @throws 404, 409 `courses.work-would-be-lost` where students have worked in it */
export async function deleteSection(ctx: Ctx, sectionId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select().from(section).where(eq(section.id, sectionId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    const items = await tx
      .select({ id: item.id, kind: item.kind })
      .from(item)
      .where(and(eq(item.sectionId, sectionId)))
    await refuseLostWork(ctx, items)
    await tx.delete(section).where(eq(section.id, sectionId))
    await record(ctx, tx, {
      verb: 'section.deleted',
      object: { type: 'section', id: sectionId },
      offering: found.offeringId,
      result: { title: found.title, items: items.length },
    })
  })
}

/** A list with one member at a new place. */
export function placed(ids: string[], id: string, position: number): string[] {
  const others = ids.filter((one) => one !== id)
  return [...others.slice(0, position), id, ...others.slice(position)]
}
