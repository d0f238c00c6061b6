import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { fillLines } from './fill-sheet.ts'
import { heldSheet } from './load-sheet.ts'
import { sheetMoved } from './sheet-moved.ts'
import { isTyped, type Refusal } from './shared/sheet.ts'
import { sheetLine } from './tables.ts'

/**
 * The study office admits a student of a first sheet to the exam, or refuses it with a reason; who is refused has no points of the exam.
 * @throws 404; 409 `grades.sheet-moved` once signed, `grades.sheet-typed` for a retake or a correction; 422 `grades.sheet-not-on-it`
 */
export async function admitStudent(ctx: Ctx, sheetId: string, personId: string, refusal: Refusal | null): Promise<void> {
  await change(ctx, async (tx) => {
    const found = await heldSheet(tx, sheetId, ['open', 'filled'])
    if (isTyped(found.kind)) throw problem('grades.sheet-typed', { status: 409 })
    const changed = await tx
      .update(sheetLine)
      .set({ refusal })
      .where(and(eq(sheetLine.sheetId, sheetId), eq(sheetLine.personId, personId)))
      .returning({ personId: sheetLine.personId })
    if (changed.length === 0) throw problem('grades.sheet-not-on-it', { status: 422 })
    if (found.state === 'filled') await fillLines(ctx, tx, found)
    await record(ctx, tx, {
      verb: 'sheet.admission',
      object: { type: 'sheet', id: sheetId },
      about: personId,
      offering: found.offeringId,
      result: { number: found.number, refusal },
    })
    await emit(ctx, tx, sheetMoved, { sheetId, offeringId: found.offeringId, personIds: [] })
  })
}
