import { sql } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { newestSchemes } from '../scheme/keep-scheme.ts'
import { linesFromBook } from './fill-sheet.ts'
import type { LineRow, SheetRow } from './load-sheet.ts'
import { scaleOfSheet } from './load-sheet.ts'
import type { Obstacle } from './shared/sheet.ts'
import { studentsOfSheet } from './students-of-sheet.ts'

export interface Checked {
  /** What hinders the first signature, each with whom it concerns. */
  obstacles: { kind: Obstacle; personIds: string[] }[]
  /** Works that wait for their mark, by student. */
  waits: Map<string, number>
}

/**
 * What hinders the first signature of a sheet: nobody on it, lines without a sum, handed-in work without its mark, or a grade book that
 * moved since the sheet was filled.
 */
export async function checkSheet(db: ReadDb | Tx, of: SheetRow, lines: readonly LineRow[]): Promise<Checked> {
  const people = lines.map(({ personId }) => personId)
  const first = of.kind === 'first'
  const waits = first && people.length > 0 ? await waitingWorks(db, of.offeringId, people) : new Map<string, number>()
  const empty = lines.filter(({ percent }) => percent === null).map(({ personId }) => personId)
  const moved = first && empty.length === 0 ? await movedSince(db, of, lines) : []
  const all: Checked['obstacles'] = [
    { kind: 'empty', personIds: empty },
    { kind: 'waits', personIds: [...waits.keys()] },
    { kind: 'changed', personIds: moved },
  ]
  return { obstacles: people.length === 0 ? [{ kind: 'nobody', personIds: [] }] : all.filter(({ personIds }) => personIds.length > 0), waits }
}

async function waitingWorks(db: ReadDb | Tx, offeringId: string, people: string[]): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ personId: string; count: number }>(sql`
    SELECT person_id AS "personId", count(*)::int AS count FROM (
      SELECT person_id, item_id FROM assignments.submission WHERE offering_id = ${offeringId}
      UNION SELECT person_id, item_id FROM exams.attempt WHERE offering_id = ${offeringId} AND submitted_at IS NOT NULL
    ) AS handed
    JOIN courses.item ON item.id = handed.item_id AND NOT item.hidden
    WHERE person_id = ANY(${sql.param(people)}::uuid[])
      AND NOT EXISTS (SELECT FROM grades.grade WHERE grade.item_id = handed.item_id AND grade.person_id = handed.person_id)
    GROUP BY person_id`)
  return new Map(rows.map(({ personId, count }) => [personId, count]))
}

/** Whose line the grade book would give otherwise now, and who came or left. */
async function movedSince(db: ReadDb | Tx, of: SheetRow, lines: readonly LineRow[]): Promise<string[]> {
  const scheme = (await newestSchemes(db, [of.offeringId])).get(of.offeringId)
  const people = lines.map(({ personId }) => personId)
  if (!scheme || scheme.version !== of.schemeVersion) return people
  const former = new Map(lines.map((line) => [line.personId, line]))
  const students = await studentsOfSheet(db, { offeringId: of.offeringId, groupId: of.groupId, sheetId: of.id })
  const now = await linesFromBook(db, { offeringId: of.offeringId, scheme: scheme.content, scale: scaleOfSheet(of), students, former })
  const same = new Set<string>()
  for (const line of now) {
    const was = former.get(line.personId)
    if (was && (['current', 'interim', 'final', 'percent', 'letter'] as const).every((key) => was[key] === line[key])) same.add(line.personId)
  }
  return [...new Set([...people, ...now.map(({ personId }) => personId)])].filter((personId) => !same.has(personId))
}
