import { sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { ReadDb, Tx } from '../../foundation/server/database/database.ts'

/** A student in an offering. */
export interface Pair {
  personId: string
  offeringId: string
}

export interface MissedItem {
  itemId: string
  title: Localized
  kind: string
  maxPoints: number
}

/**
 * Work whose deadline has passed without anything handed in: its points could be had, so they count with nought. Work that
 * is handed in and waits for its mark does not count yet.
 */
export async function missedItems(db: ReadDb | Tx, of: Pair, now: Date, closed = false): Promise<MissedItem[]> {
  return missedItemsOf(db, [of], now, closed)
}

/** The missed work of many students, in one query. @param closed the discipline is over: whatever was not handed in is missed */
export async function missedItemsOf(db: ReadDb | Tx, pairs: readonly Pair[], now: Date, closed = false): Promise<(MissedItem & Pair)[]> {
  const people = sql.param(pairs.map(({ personId }) => personId))
  const offerings = sql.param(pairs.map(({ offeringId }) => offeringId))
  const result = await db.execute<Pair & MissedItem & Record<string, unknown>>(sql`
    SELECT item.id AS "itemId", item.title, item.kind, coalesce(assignment.points, test.points)::float8 AS "maxPoints",
           pair.person_id AS "personId", pair.offering_id AS "offeringId"
    FROM unnest(${people}::uuid[], ${offerings}::uuid[]) AS pair (person_id, offering_id)
    JOIN courses.item ON item.offering_id = pair.offering_id
    JOIN courses.section ON section.id = item.section_id AND NOT section.hidden
    LEFT JOIN courses.own_deadline ON own_deadline.item_id = item.id AND own_deadline.person_id = pair.person_id
    LEFT JOIN assignments.assignment ON assignment.item_id = item.id
    LEFT JOIN exams.test ON test.item_id = item.id
    WHERE NOT item.hidden AND NOT item.draft_only AND (${closed} OR (item.due_at IS NOT NULL AND greatest(own_deadline.due_at, item.due_at) < ${now.toISOString()}))
      AND coalesce(assignment.points, test.points) > 0
      AND NOT EXISTS (SELECT FROM assignments.submission WHERE submission.item_id = item.id AND submission.person_id = pair.person_id)
      AND NOT EXISTS (SELECT FROM exams.attempt WHERE attempt.item_id = item.id AND attempt.person_id = pair.person_id)
      AND NOT EXISTS (SELECT FROM grades.grade WHERE grade.item_id = item.id AND grade.person_id = pair.person_id)`)
  return result.rows
}
