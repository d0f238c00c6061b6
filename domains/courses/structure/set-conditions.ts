import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { itemKind } from '../item-kinds.ts'
import { item } from '../tables.ts'
import type { ConditionsInput } from './contract.ts'
import { findCycle } from './shared/cycles.ts'
import { itemCondition } from './tables.ts'

/**
 * Says what must be done before an item opens to a student; the former conditions go.
 * @throws 404; 422 for an item of another course, a heading, a score of something that has none, or items that wait for each other
 */
export async function setConditions(ctx: Ctx, itemId: string, given: ConditionsInput): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select().from(item).where(eq(item.id, itemId))
    if (!found) throw problem('foundation.not-found', { status: 404 })
    const { offeringId } = found
    // Two teachers at once could each close one half of a ring.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`courses.conditions ${offeringId}`}, 0))`)
    const needs = [...new Map(given.needs.map((need) => [need.itemId, need])).values()]
    const ids = needs.map((need) => need.itemId)
    const known =
      ids.length > 0
        ? await tx
            .select({ id: item.id, kind: item.kind })
            .from(item)
            .where(and(inArray(item.id, ids), eq(item.offeringId, offeringId)))
        : []
    const kinds = new Map(known.map(({ id, kind }) => [id, kind]))
    for (const need of needs) {
      const kind = kinds.get(need.itemId)
      if (!kind || kind === 'heading' || found.kind === 'heading') throw problem('courses.condition-elsewhere', { status: 422 })
      if (need.minPercent !== null && !itemKind(kind)?.scores) throw problem('courses.condition-without-score', { status: 422 })
    }
    const others = await tx.select().from(itemCondition).where(eq(itemCondition.offeringId, offeringId))
    const rows = needs.map((need) => ({ itemId, needsItemId: need.itemId, offeringId, minPercent: need.minPercent }))
    const ring = findCycle([...others.filter((one) => one.itemId !== itemId), ...rows])
    if (ring) throw problem('courses.condition-cycle', { status: 422, facts: { items: ring } })
    await tx.delete(itemCondition).where(eq(itemCondition.itemId, itemId))
    if (rows.length > 0) await tx.insert(itemCondition).values(rows)
    await record(ctx, tx, {
      verb: 'item.conditions-set',
      object: { type: 'item', id: itemId },
      offering: offeringId,
      result: { needs: rows.map(({ needsItemId, minPercent }) => ({ item: needsItemId, minPercent })) },
    })
  })
}
