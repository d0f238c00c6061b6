import { sql } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { missedItemsOf, type Pair } from '../missed-items.ts'
import type { Work } from './sum-works.ts'

export const pairKey = ({ personId, offeringId }: Pair): string => `${personId} ${offeringId}`

/** Students and offerings as a table of a query. */
export function asTable(pairs: readonly Pair[]) {
  const people = sql.param(pairs.map(({ personId }) => personId))
  const offerings = sql.param(pairs.map(({ offeringId }) => offeringId))
  return sql`unnest(${people}::uuid[], ${offerings}::uuid[]) AS pair (person_id, offering_id)`
}

/**
 * What counts for many students, in two queries: marked works and hand columns, and missed works with no points.
 * @param closed the discipline is over: whatever was not handed in is missed
 */
export async function worksOf(db: ReadDb | Tx, pairs: readonly Pair[], now: Date, closed = false): Promise<Map<string, Work[]>> {
  const graded = await db.execute<Pair & Work & Record<string, unknown>>(sql`
    SELECT grade.person_id AS "personId", grade.offering_id AS "offeringId", grade.item_id AS id, item.kind,
           grade.points::float8, grade.max_points::float8 AS "maxPoints", NULL AS "partId"
    FROM grades.grade JOIN ${asTable(pairs)} USING (person_id, offering_id) JOIN courses.item ON item.id = grade.item_id
    UNION ALL
    SELECT cell.person_id, cell.offering_id, cell.column_id, 'column', cell.points::float8, hand_column.max_points::float8, hand_column.part_id
    FROM grades.cell JOIN ${asTable(pairs)} USING (person_id, offering_id)
    JOIN grades.hand_column ON hand_column.id = cell.column_id AND hand_column.removed_at IS NULL
    WHERE cell.points IS NOT NULL`)
  const works = new Map<string, Work[]>()
  const add = (of: Pair, work: Work): void => {
    const known = works.get(pairKey(of))
    if (known) known.push(work)
    else works.set(pairKey(of), [work])
  }
  for (const row of graded.rows) add(row, row)
  for (const missed of await missedItemsOf(db, pairs, now, closed))
    add(missed, { id: missed.itemId, kind: missed.kind, points: 0, maxPoints: missed.maxPoints })
  return works
}
