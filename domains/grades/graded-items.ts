import { sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { ReadDb, Tx } from '../../foundation/server/database/database.ts'

export interface GradedItem {
  id: string
  kind: string
  title: Localized
  maxPoints: number
  dueAt: string | null
}

/** The works of an offering that give points, in the order of the course. */
export async function gradedItems(db: ReadDb | Tx, offeringId: string): Promise<GradedItem[]> {
  const { rows } = await db.execute<GradedItem & Record<string, unknown>>(sql`
    SELECT item.id, item.kind, item.title, coalesce(assignment.points, test.points)::float8 AS "maxPoints", item.due_at AS "dueAt"
    FROM courses.item JOIN courses.section ON section.id = item.section_id
    LEFT JOIN assignments.assignment ON assignment.item_id = item.id LEFT JOIN exams.test ON test.item_id = item.id
    WHERE item.offering_id = ${offeringId} AND NOT item.hidden AND NOT item.draft_only AND NOT section.hidden AND coalesce(assignment.points, test.points) IS NOT NULL
    ORDER BY section.position, item.position`)
  return rows
}
