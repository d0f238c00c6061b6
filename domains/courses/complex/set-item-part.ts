import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { item } from '../tables.ts'
import type { ItemPartInput } from './contract.ts'
import { itemPart } from './tables.ts'

/** Says what an item is in the complex, when it is looked at again (R2.2d), its licence and source (R5.3b). @throws 404 */
export async function setItemPart(ctx: Ctx, itemId: string, given: ItemPartInput): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select({ offeringId: item.offeringId }).from(item).where(eq(item.id, itemId))
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (Object.keys(given).length > 0)
      await tx
        .insert(itemPart)
        .values({ itemId, offeringId: found.offeringId, ...given })
        .onConflictDoUpdate({ target: itemPart.itemId, set: given })
    await record(ctx, tx, { verb: 'item.part-set', object: { type: 'item', id: itemId }, offering: found.offeringId, result: { ...given } })
  })
}
