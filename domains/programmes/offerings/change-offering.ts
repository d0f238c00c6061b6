import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { offeringIn } from '../contract.ts'
import { offering } from '../tables.ts'
import { admitWaiting, countTaken, lockOffering } from './lock-offering.ts'

/** Changes an offering's places and language. More places let in who waits; fewer than are taken are refused. @throws 404, 409 */
export async function changeOffering(ctx: Ctx, offeringId: string, given: z.output<typeof offeringIn>): Promise<void> {
  await change(ctx, async (tx) => {
    await lockOffering(tx, offeringId)
    const taken = await countTaken(tx, offeringId)
    if (given.places !== null && given.places < taken)
      throw problem('programmes.places-taken', { status: 409, params: { count: taken }, fields: [{ path: 'places', key: 'too-small' }] })
    await tx.update(offering).set(given).where(eq(offering.id, offeringId))
    await record(ctx, tx, { verb: 'offering.changed', object: { type: 'offering', id: offeringId }, offering: offeringId, result: given })
    await admitWaiting(ctx, tx, { id: offeringId, places: given.places })
  })
}
