import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { heldSheet } from './load-sheet.ts'
import { sheetMoved } from './sheet-moved.ts'
import { sheet } from './tables.ts'

/** Annuls a sheet that nobody has signed, with the reason; its number stays taken. @throws 404; 409 `grades.sheet-moved` */
export async function voidSheet(ctx: Ctx, sheetId: string, reason: string): Promise<void> {
  await change(ctx, async (tx) => {
    const { number, offeringId } = await heldSheet(tx, sheetId, ['open', 'filled'])
    await tx
      .update(sheet)
      .set({ state: 'void', voidReason: reason, voidedBy: actorOf(ctx).personId, voidedAt: new Date() })
      .where(eq(sheet.id, sheetId))
    await record(ctx, tx, { verb: 'sheet.voided', object: { type: 'sheet', id: sheetId }, offering: offeringId, result: { number, reason } })
    await emit(ctx, tx, sheetMoved, { sheetId, offeringId, personIds: [] })
  })
}
