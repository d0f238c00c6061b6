import { sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { ReadDb, Tx } from '../../foundation/server/database/database.ts'

export interface GradedItem {
  id: string
  kind: string
  title: Localized
  maxPoints: number
  dueAt: string | null
  /** The part a hand column was made for. */
  partId?: string | null
}

/** What gives points in an offering: its works in the order of the course, then columns of the grade book made by hand. */
export async function gradedItems(db: ReadDb | Tx, offeringId: string): Promise<GradedItem[]> {
  const { rows } = await db.execute<GradedItem & Record<string, unknown>>(sql`
    SELECT id, kind, title, "maxPoints", "dueAt", "partId" FROM (
      SELECT item.id, item.kind, item.title, coalesce(assignment.points, test.points)::float8 AS "maxPoints", item.due_at AS "dueAt", NULL AS "partId",
             0 AS by_hand, section.position AS part, item.position AS place, item.created_at AS made
      FROM courses.item JOIN courses.section ON section.id = item.section_id
      LEFT JOIN assignments.assignment ON assignment.item_id = item.id LEFT JOIN exams.test ON test.item_id = item.id
      WHERE item.offering_id = ${offeringId} AND NOT item.hidden AND NOT item.draft_only AND NOT section.hidden
        AND coalesce(assignment.points, test.points) IS NOT NULL
      UNION ALL
      SELECT id, 'column', title, max_points::float8, NULL, part_id, 1, 0, 0, created_at
      FROM grades.hand_column WHERE offering_id = ${offeringId} AND removed_at IS NULL
    ) AS work
    ORDER BY by_hand, part, place, made`)
  return rows
}
