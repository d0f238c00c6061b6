import { sql } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { missedItemsOf, type Pair } from '../missed-items.ts'
import type { Scale } from '../scale.ts'
import type { SchemeContent } from './shared/scheme.ts'
import { sumWorks, type Work } from './sum-works.ts'
import type { Summed } from './sum-up.ts'

export const pairKey = ({ personId, offeringId }: Pair): string => `${personId} ${offeringId}`

/** Students and offerings as a table of a query. */
export function asTable(pairs: readonly Pair[]) {
  const people = sql.param(pairs.map(({ personId }) => personId))
  const offerings = sql.param(pairs.map(({ offeringId }) => offeringId))
  return sql`unnest(${people}::uuid[], ${offerings}::uuid[]) AS pair (person_id, offering_id)`
}

/** What counts for many students, in two queries: marked works, and missed ones with no points. */
export async function worksOf(db: ReadDb | Tx, pairs: readonly Pair[], now: Date): Promise<Map<string, Work[]>> {
  const graded = await db.execute<Pair & Work & Record<string, unknown>>(sql`
    SELECT grade.person_id AS "personId", grade.offering_id AS "offeringId", grade.item_id AS id, item.kind,
           grade.points::float8, grade.max_points::float8 AS "maxPoints"
    FROM grades.grade JOIN ${asTable(pairs)} USING (person_id, offering_id) JOIN courses.item ON item.id = grade.item_id`)
  const works = new Map<string, Work[]>()
  const add = (of: Pair, work: Work): void => {
    const known = works.get(pairKey(of))
    if (known) known.push(work)
    else works.set(pairKey(of), [work])
  }
  for (const row of graded.rows) add(row, row)
  for (const missed of await missedItemsOf(db, pairs, now))
    add(missed, { id: missed.itemId, kind: missed.kind, points: 0, maxPoints: missed.maxPoints })
  return works
}

/**
 * The grades of many students by their offerings' schemes.
 * @param closed the discipline is over: a part without marks gives nothing
 */
export async function sumPairs(
  db: ReadDb | Tx,
  pairs: readonly Pair[],
  options: { schemeOf: (offeringId: string) => SchemeContent; scale: Scale; closed: boolean; now: Date },
): Promise<Map<string, Summed | null>> {
  const works = await worksOf(db, pairs, options.now)
  return new Map(pairs.map((of) => [pairKey(of), sumWorks(options.schemeOf(of.offeringId), works.get(pairKey(of)) ?? [], options)]))
}
