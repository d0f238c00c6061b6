import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { openItem } from '../find-item.ts'
import { itemProgress } from '../tables.ts'
import type { RatingInput } from './contract.ts'
import { itemRating } from './tables.ts'

/**
 * Keeps a student's rating of an item they have opened; a later one takes its place (R3.6e).
 * @throws 404 for a hidden item, 409 `learning.not-open-yet` and `learning.not-opened`
 */
export async function rateItem(ctx: Ctx, itemId: string, { stars, comment }: RatingInput): Promise<void> {
  const { personId } = actorOf(ctx)
  const { offeringId } = await openItem(ctx, itemId)
  const [opened] = await ctx.db
    .select({ at: itemProgress.openedAt })
    .from(itemProgress)
    .where(and(eq(itemProgress.personId, personId), eq(itemProgress.itemId, itemId)))
  if (!opened) throw problem('learning.not-opened', { status: 409, clause: 'R3.6e' })
  const said = { stars, comment: comment || null, changedAt: new Date() }
  await change(ctx, async (tx) => {
    await tx
      .insert(itemRating)
      .values({ personId, itemId, offeringId, ...said })
      .onConflictDoUpdate({ target: [itemRating.personId, itemRating.itemId], set: said })
    await record(ctx, tx, {
      verb: 'item.rated',
      object: { type: 'item', id: itemId },
      offering: offeringId,
      result: { stars, commented: Boolean(comment) },
    })
  })
}
