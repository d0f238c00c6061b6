import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { recordLine } from '../tables.ts'
import { giveNumber } from './give-number.ts'
import { heldSheet, linesOf } from './load-sheet.ts'
import { tellOpened } from './open-sheet.ts'
import { examOfLine } from './scheme-of-sheet.ts'
import { sheet, sheetLine } from './tables.ts'

/**
 * Opens a correction of named students of a closed sheet: a sheet of its own with a reason, which the teacher fills and both sign. The
 * corrected one stays as it is.
 * @throws 404; 409 `grades.sheet-moved` unless it is closed, `grades.sheet-superseded` where a later sheet decided a student's grade or another
 *   correction waits; 422 `grades.sheet-not-on-it` for who does not stand on it
 */
export async function openCorrection(
  ctx: Ctx,
  sheetId: string,
  input: { personIds: string[]; reason: string; examDate: string },
): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const former = await heldSheet(tx, sheetId, ['closed'])
    const { offeringId } = former
    const lines = (await linesOf(tx, sheetId)).filter(({ personId }) => input.personIds.includes(personId))
    if (lines.length === 0 || lines.length !== new Set(input.personIds).size) throw problem('grades.sheet-not-on-it', { status: 422 })
    const [records, waiting] = await Promise.all([
      tx
        .select()
        .from(recordLine)
        .where(and(eq(recordLine.offeringId, offeringId), inArray(recordLine.personId, input.personIds))),
      tx
        .select({ id: sheet.id })
        .from(sheet)
        .innerJoin(sheetLine, eq(sheetLine.sheetId, sheet.id))
        .where(
          and(eq(sheet.offeringId, offeringId), ne(sheet.state, 'void'), ne(sheet.state, 'closed'), inArray(sheetLine.personId, input.personIds)),
        ),
    ])
    const holds = (personId: string): boolean => records.some((row) => row.personId === personId && row.final && row.sheetId === sheetId)
    if (waiting.length > 0 || lines.some(({ personId }) => !holds(personId))) throw problem('grades.sheet-superseded', { status: 409 })
    const given = await giveNumber(tx, offeringId, 'correction')
    const id = newId()
    const { groupId, schemeVersion, scale } = former
    const exams = new Map<string, number | null>()
    for (const line of lines) exams.set(line.personId, await examOfLine(tx, former, line))
    await tx.insert(sheet).values({
      id,
      ...given,
      offeringId,
      groupId,
      kind: 'correction',
      afterId: sheetId,
      examDate: input.examDate,
      schemeVersion,
      scale,
      reason: input.reason,
      openedBy: actorOf(ctx).personId,
    })
    await tx.insert(sheetLine).values(
      lines.map(({ personId, recordBook, current, interim, percent, letter }, at) => ({
        sheetId: id,
        personId,
        position: at + 1,
        recordBook,
        current,
        interim,
        examPoints: exams.get(personId) ?? null,
        percentWas: percent,
        letterWas: letter,
      })),
    )
    await tellOpened(ctx, tx, { id, offeringId, number: given.number, students: lines.length, kind: 'correction' })
    return { id }
  })
}
