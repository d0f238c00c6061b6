import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { giveNumber } from './give-number.ts'
import { sheetMoved } from './sheet-moved.ts'
import { studentsOfSheet } from './students-of-sheet.ts'
import { sheet, sheetLine } from './tables.ts'

/**
 * Opens the exam sheet of a group in a discipline, or of the whole offering, with a number of its own (R6.6a).
 * @throws 404; 409 `grades.sheet-there` while another is not annulled; 422 `grades.sheet-nobody` where nobody waits for a grade
 */
export async function openSheet(ctx: Ctx, input: { offeringId: string; groupId: string | null; examDate: string }): Promise<{ id: string }> {
  const { offeringId, groupId } = input
  return change(ctx, async (tx) => {
    const given = await giveNumber(tx, offeringId, 'first')
    const id = newId()
    const [made] = await tx
      .insert(sheet)
      .values({ id, ...given, ...input, kind: 'first', openedBy: actorOf(ctx).personId })
      .onConflictDoNothing()
      .returning({ id: sheet.id })
    if (!made) throw problem('grades.sheet-there', { status: 409 })
    const students = await studentsOfSheet(tx, { offeringId, groupId, sheetId: id })
    if (students.length === 0) throw problem('grades.sheet-nobody', { status: 422 })
    await tx.insert(sheetLine).values(
      students.map(({ personId, recordBook, onLeave }, at) => ({
        sheetId: id,
        personId,
        position: at + 1,
        recordBook,
        refusal: onLeave ? ('leave' as const) : null,
      })),
    )
    await tellOpened(ctx, tx, { id, offeringId, number: given.number, students: students.length, kind: 'first' })
    return { id }
  })
}

/** What is traced and told of a sheet that was opened. */
export async function tellOpened(
  ctx: Ctx,
  tx: Tx,
  of: { id: string; offeringId: string; number: string; students: number; kind: string },
): Promise<void> {
  await record(ctx, tx, {
    verb: 'sheet.opened',
    object: { type: 'sheet', id: of.id },
    offering: of.offeringId,
    result: { number: of.number, kind: of.kind, students: of.students },
  })
  await emit(ctx, tx, sheetMoved, { sheetId: of.id, offeringId: of.offeringId, personIds: [] })
}
