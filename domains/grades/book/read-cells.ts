import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { enrolment } from '../../programmes/index.ts'
import { gradedItems } from '../graded-items.ts'
import { grade, recordLine } from '../tables.ts'
import { cell, handColumn } from './tables.ts'

export const cellKey = ({ columnId, personId }: { columnId: string; personId: string }): string => `${columnId} ${personId}`

/** What a cell shows now, and what of it was written by hand. */
export interface Now {
  points: number | null
  comment: string | null
  handPoints: number | null
  handComment: string | null
}

/** The part of a grade book that a change is about. */
export interface Board {
  columns: Map<string, { maxPoints: number; byHand: boolean }>
  students: Set<string>
  /** Students whose line is confirmed. */
  confirmed: Set<string>
  now: Map<string, Now>
}

/** Holds the lines of these students and the hand columns still, and reads what their cells show. */
export async function readCells(tx: Tx, offeringId: string, personIds: string[], columnIds: string[]): Promise<Board> {
  // the same lock as of keep-grade.ts, so a work marked at this moment waits, or is waited for
  await tx.execute(sql`
    SELECT pg_advisory_xact_lock(hashtextextended(${offeringId}::text || id, 3)) FROM unnest(${sql.param(personIds)}::text[]) AS wanted (id) ORDER BY id`)
  await tx.select({ id: handColumn.id }).from(handColumn).where(inArray(handColumn.id, columnIds)).for('share')
  const items = (await gradedItems(tx, offeringId)).filter(({ id }) => columnIds.includes(id))
  const students = await tx
    .select({ id: enrolment.personId })
    .from(enrolment)
    .where(and(eq(enrolment.offeringId, offeringId), isNull(enrolment.leftAt), inArray(enrolment.personId, personIds)))
  const confirmed = await tx
    .select({ id: recordLine.personId })
    .from(recordLine)
    .where(and(eq(recordLine.offeringId, offeringId), recordLine.final))
  const marks = await tx
    .select()
    .from(grade)
    .where(and(eq(grade.offeringId, offeringId), inArray(grade.itemId, columnIds), inArray(grade.personId, personIds)))
  const written = await tx
    .select()
    .from(cell)
    .where(and(inArray(cell.columnId, columnIds), inArray(cell.personId, personIds)))
  const now = new Map<string, Now>(
    marks.map((one) => [
      cellKey({ columnId: one.itemId, personId: one.personId }),
      { points: one.points, comment: one.comment, handPoints: null, handComment: null },
    ]),
  )
  const columns = new Map(items.map(({ id, kind, maxPoints }) => [id, { maxPoints, byHand: kind === 'column' }]))
  for (const one of written) {
    const known = now.get(cellKey(one))
    const points = columns.get(one.columnId)?.byHand ? one.points : (known?.points ?? null)
    now.set(cellKey(one), { points, comment: one.comment ?? known?.comment ?? null, handPoints: one.points, handComment: one.comment })
  }
  return { columns, students: new Set(students.map(({ id }) => id)), confirmed: new Set(confirmed.map(({ id }) => id)), now }
}
