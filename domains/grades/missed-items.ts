import { sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { ReadDb, Tx } from '../../foundation/server/database/database.ts'

interface Row extends Record<string, unknown> {
  id: string
  title: Localized
  max: number
}

/**
 * Work whose deadline has passed without anything handed in: its points could be had, so they count with nought. Work that
 * is handed in and waits for its mark does not count yet.
 */
export async function missedItems(
  db: ReadDb | Tx,
  of: { personId: string; offeringId: string },
  now: Date,
): Promise<{ itemId: string; title: Localized; maxPoints: number }[]> {
  const result = await db.execute<Row>(sql`
    SELECT item.id, item.title, coalesce(assignment.points, test.points)::float8 AS max
    FROM courses.item
    JOIN courses.section ON section.id = item.section_id AND NOT section.hidden
    LEFT JOIN assignments.assignment ON assignment.item_id = item.id
    LEFT JOIN exams.test ON test.item_id = item.id
    WHERE item.offering_id = ${of.offeringId} AND NOT item.hidden AND item.due_at < ${now.toISOString()}
      AND coalesce(assignment.points, test.points) > 0
      AND NOT EXISTS (SELECT FROM assignments.submission WHERE submission.item_id = item.id AND submission.person_id = ${of.personId})
      AND NOT EXISTS (SELECT FROM exams.attempt WHERE attempt.item_id = item.id AND attempt.person_id = ${of.personId})
      AND NOT EXISTS (SELECT FROM grades.grade WHERE grade.item_id = item.id AND grade.person_id = ${of.personId})`)
  return result.rows.map((row) => ({ itemId: row.id, title: row.title, maxPoints: row.max }))
}
