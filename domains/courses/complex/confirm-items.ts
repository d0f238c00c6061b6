import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { ruleDay } from '../../programmes/index.ts'
import { item } from '../tables.ts'
import { addDays, materialFresh } from './rules.ts'
import { itemPart } from './tables.ts'

/**
 * The author has looked at these items again and says that they still hold: the next look is due a full period from today
 * (R2.2d). @throws 422 `courses.other-course` for an item of another course
 */
export async function confirmItems(ctx: Ctx, offeringId: string, itemIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(itemIds)]
  await change(ctx, async (tx) => {
    const found = await tx
      .select({ id: item.id })
      .from(item)
      .where(and(inArray(item.id, wanted), eq(item.offeringId, offeringId)))
    if (found.length < wanted.length) throw problem('courses.other-course', { status: 422 })
    const today = ruleDay()
    const reviewOn = addDays(today, materialFresh.parameterOn(today).value.days)
    await tx
      .insert(itemPart)
      .values(wanted.map((itemId) => ({ itemId, offeringId, reviewOn })))
      .onConflictDoUpdate({ target: itemPart.itemId, set: { reviewOn } })
    await record(ctx, tx, {
      verb: 'complex.items-confirmed',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { items: wanted, reviewOn },
    })
  })
}
