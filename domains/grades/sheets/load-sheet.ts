import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { scales, scaleOn, type Scale } from '../scale.ts'
import type { SheetState } from './shared/sheet.ts'
import { sheet, sheetLine } from './tables.ts'

export type SheetRow = typeof sheet.$inferSelect
export type LineRow = typeof sheetLine.$inferSelect

/** What an act on a sheet is aimed at: its offering. Null when there is none. */
export async function sheetTarget(ctx: Ctx, sheetId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: sheet.offeringId }).from(sheet).where(eq(sheet.id, sheetId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

/** A sheet, held until the commit, when it is in one of these states. @throws 404; 409 `grades.sheet-moved` in another state */
export async function heldSheet(tx: Tx, sheetId: string, states: readonly SheetState[]): Promise<SheetRow> {
  const [found] = await tx.select().from(sheet).where(eq(sheet.id, sheetId)).for('update')
  if (!found) throw problem('foundation.not-found', { status: 404 })
  if (!states.includes(found.state)) throw problem('grades.sheet-moved', { status: 409, clause: 'R6.6a', facts: { state: found.state } })
  return found
}

/** The students of a sheet in their order. */
export function linesOf(db: ReadDb | Tx, sheetId: string): Promise<LineRow[]> {
  return db.select().from(sheetLine).where(eq(sheetLine.sheetId, sheetId)).orderBy(asc(sheetLine.position))
}

/** The scale of a sheet: the one it was filled by, else that of the day of the exam. */
export const scaleOfSheet = (of: Pick<SheetRow, 'scale' | 'examDate'>): Scale => scales.find(({ id }) => id === of.scale) ?? scaleOn(of.examDate)

/**
 * The content that is signed, always the same text for the same sheet: what it is about and every line with every number. State, times and
 * signatures are not of it.
 */
export function contentOfSheet(of: SheetRow, lines: readonly LineRow[]): string {
  const { id, number, offeringId, groupId, kind, afterId, examDate, schemeVersion, scale, reason, openedBy } = of
  return JSON.stringify({
    sheet: { id, number, offeringId, groupId, kind, afterId, examDate, schemeVersion, scale, reason, openedBy },
    lines: lines
      .toSorted((a, b) => a.position - b.position)
      .map((one) => [
        one.position,
        one.personId,
        one.recordBook,
        one.current,
        one.interim,
        one.final,
        one.examPoints,
        one.percent,
        one.letter,
        one.traditional,
        one.refusal,
        one.absent,
        one.percentWas,
        one.letterWas,
      ]),
  })
}

/** SHA-256 of the signed content, in hexadecimal. */
export const hashOfSheet = (of: SheetRow, lines: readonly LineRow[]): string => createHash('sha256').update(contentOfSheet(of, lines)).digest('hex')
