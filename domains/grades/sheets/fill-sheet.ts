import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { scaleOn, type Scale } from '../scale.ts'
import { schemesFor } from '../scheme/keep-scheme.ts'
import { pairKey, worksOf } from '../scheme/works-of.ts'
import { heldSheet, linesOf, type LineRow, type SheetRow } from './load-sheet.ts'
import { sheetMoved } from './sheet-moved.ts'
import { columnsOfWorks } from './sheet-sum.ts'
import { isTyped } from './shared/sheet.ts'
import { studentsOfSheet, type SheetStudent } from './students-of-sheet.ts'
import { sheet, sheetLine } from './tables.ts'

/**
 * Fills a first sheet from the grade book: what was not handed in counts as nought, the version of the scheme is kept. May be done again
 * until somebody signs; who came or left since is put on it or taken off.
 * @throws 404; 409 `grades.sheet-moved` once signed, `grades.sheet-typed` for a retake or a correction
 */
export async function fillSheet(ctx: Ctx, sheetId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const found = await heldSheet(tx, sheetId, ['open', 'filled'])
    if (isTyped(found.kind)) throw problem('grades.sheet-typed', { status: 409 })
    const students = await fillLines(ctx, tx, found)
    await record(ctx, tx, {
      verb: 'sheet.filled',
      object: { type: 'sheet', id: sheetId },
      offering: found.offeringId,
      result: { number: found.number, students },
    })
    await emit(ctx, tx, sheetMoved, { sheetId, offeringId: found.offeringId, personIds: [] })
  })
}

/** Writes the lines of a first sheet anew from the grade book, inside a transaction that holds the sheet. */
export async function fillLines(ctx: Ctx, tx: Tx, of: SheetRow): Promise<number> {
  const { id: sheetId, offeringId, groupId } = of
  const scheme = (await schemesFor(ctx, tx, [offeringId])).get(offeringId)
  if (!scheme) throw new Error('an offering always has a scheme')
  const scale = scaleOn(of.examDate)
  const students = await studentsOfSheet(tx, { offeringId, groupId, sheetId })
  const former = new Map((await linesOf(tx, sheetId)).map((line) => [line.personId, line]))
  const lines = await linesFromBook(tx, { offeringId, scheme: scheme.content, scale, students, former })
  await tx.delete(sheetLine).where(eq(sheetLine.sheetId, sheetId))
  if (lines.length > 0) await tx.insert(sheetLine).values(lines.map((line) => ({ ...line, sheetId })))
  await tx.update(sheet).set({ state: 'filled', schemeVersion: scheme.version, scale: scale.id, filledAt: new Date() }).where(eq(sheet.id, sheetId))
  return lines.length
}

type NewLine = Omit<typeof sheetLine.$inferInsert, 'sheetId'>

/** The lines as the grade book gives them now; who was noted as absent or not admitted stays so. */
export async function linesFromBook(
  tx: Parameters<typeof worksOf>[0],
  given: {
    offeringId: string
    scheme: Parameters<typeof columnsOfWorks>[0]
    scale: Scale
    students: SheetStudent[]
    former: ReadonlyMap<string, LineRow>
  },
): Promise<NewLine[]> {
  const { offeringId, scheme, scale, students, former } = given
  const pairs = students.map(({ personId }) => ({ personId, offeringId }))
  const works = pairs.length > 0 ? await worksOf(tx, pairs, new Date(), true) : new Map()
  return students.map(({ personId, recordBook, onLeave }, at) => {
    const known = former.get(personId)
    const refusal = known ? known.refusal : onLeave ? 'leave' : null
    const absent = known?.absent ?? false
    const { band, ...columns } = columnsOfWorks(scheme, works.get(pairKey({ personId, offeringId })) ?? [], {
      scale,
      sat: !absent && refusal === null,
    })
    return { personId, position: at + 1, recordBook, ...columns, letter: band.letter, traditional: band.traditional, refusal, absent }
  })
}
