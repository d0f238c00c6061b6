import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { bandOf, scales, scaleOn } from '../scale.ts'
import { recordLine } from '../tables.ts'
import { giveNumber } from './give-number.ts'
import { heldSheet, linesOf, type LineRow, type SheetRow } from './load-sheet.ts'
import { tellOpened } from './open-sheet.ts'
import { nextSheet, type Outlook, type RetakeKind, type Sat } from './retake-rule.ts'
import { sheet, sheetLine } from './tables.ts'

/**
 * Opens the sheet of the next retake after a closed one, for those who failed within reach (FX) and stand on no such sheet yet. Who repeats
 * the discipline (F, or failed before the commission) is not on it. The kept points of current and interim control come along.
 * @throws 404; 409 `grades.sheet-moved` unless it is closed; 422 `grades.sheet-no-retake` where nobody has a retake ahead
 */
export async function openRetake(ctx: Ctx, sheetId: string, examDate: string): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const former = await heldSheet(tx, sheetId, ['closed'])
    const ahead = await outlooksOf(tx, former)
    const [kind] = ahead.flatMap(({ next, waits }) => (waits && next !== 'none' && next !== 'repeat' ? [next] : []))
    if (!kind) throw problem('grades.sheet-no-retake', { status: 422 })
    const lines = ahead.filter(({ next, waits }) => waits && next === kind)
    const given = await giveNumber(tx, former.offeringId, kind)
    const id = newId()
    await tx.insert(sheet).values({
      id,
      ...given,
      offeringId: former.offeringId,
      groupId: former.groupId,
      kind,
      afterId: former.id,
      examDate,
      schemeVersion: former.schemeVersion,
      scale: scaleOn(examDate).id,
      openedBy: actorOf(ctx).personId,
    })
    await tx.insert(sheetLine).values(
      lines.map(({ line, percent, letter }, at) => ({
        sheetId: id,
        personId: line.personId,
        position: at + 1,
        recordBook: line.recordBook,
        current: line.current,
        interim: line.interim,
        percentWas: percent,
        letterWas: letter,
      })),
    )
    await tellOpened(ctx, tx, { id, offeringId: former.offeringId, number: given.number, students: lines.length, kind })
    return { id }
  })
}

export interface Ahead {
  /** The line that holds now: of the sheet, or of the correction made since. */
  line: LineRow
  percent: number
  letter: string
  next: Outlook
  /** No sheet of what comes next is there for the student yet, and no correction is under way. */
  waits: boolean
}

/** What is ahead of each student of a closed sheet, by the grade that stands in the record now. */
export async function outlooksOf(db: ReadDb | Tx, of: SheetRow): Promise<Ahead[]> {
  if (of.kind === 'correction') return []
  const kind: Sat = of.kind
  const lines = await linesOf(db, of.id)
  const people = lines.map(({ personId }) => personId)
  if (people.length === 0) return []
  const [records, later] = await Promise.all([
    db
      .select()
      .from(recordLine)
      .where(and(eq(recordLine.offeringId, of.offeringId), inArray(recordLine.personId, people))),
    db
      .select({ line: sheetLine, id: sheet.id, kind: sheet.kind, state: sheet.state })
      .from(sheetLine)
      .innerJoin(sheet, eq(sheet.id, sheetLine.sheetId))
      .where(and(eq(sheet.offeringId, of.offeringId), ne(sheet.state, 'void'), inArray(sheetLine.personId, people))),
  ])
  return lines.flatMap((own): Ahead[] => {
    const row = records.find(({ personId }) => personId === own.personId)
    const holds = later.find(({ id, line }) => id === row?.sheetId && line.personId === own.personId)
    // a later retake has decided already; a correction keeps the place in the row of retakes
    if (!row?.final || !holds || (holds.id !== of.id && holds.kind !== 'correction')) return []
    const next = nextSheet(kind, bandOf(row.percent, scales.find(({ id }) => id === row.scale) ?? scaleOn(of.examDate)))
    const there = (wanted: RetakeKind) => later.some((one) => one.line.personId === own.personId && (one.kind === wanted || one.state !== 'closed'))
    const waits = next !== 'none' && next !== 'repeat' && !there(next)
    return [{ line: { ...holds.line, recordBook: own.recordBook, position: own.position }, percent: row.percent, letter: row.letter, next, waits }]
  })
}
