import { eq, sql } from 'drizzle-orm'
import { civilDate } from '../../foundation/i18n/format.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import { missedItemsOf, type Pair } from './missed-items.ts'
import { lineOf, type GradedItem } from './percent.ts'
import { scaleOn } from './scale.ts'
import { recordLine } from './tables.ts'

interface Row extends Record<string, unknown>, Pair {
  points: number
  maxPoints: number
}

const together = 1000

/** The line of the record of a student in an offering, from all their grades in it. */
export async function keepLine(tx: Tx, of: Pair): Promise<void> {
  await keepLines(tx, [of])
}

/** The lines of many students: what is read and written takes four queries for a thousand of them. */
export async function keepLines(tx: Tx, pairs: readonly Pair[]): Promise<void> {
  for (let start = 0; start < pairs.length; start += together) await keepSome(tx, pairs.slice(start, start + together))
}

async function keepSome(tx: Tx, pairs: readonly Pair[]): Promise<void> {
  const now = new Date()
  const scale = scaleOn(civilDate(now))
  const graded = await tx.execute<Row>(sql`
    SELECT grade.person_id AS "personId", grade.offering_id AS "offeringId", grade.points::float8, grade.max_points::float8 AS "maxPoints"
    FROM grades.grade JOIN ${asTable(pairs)} USING (person_id, offering_id)`)
  const items = new Map<string, GradedItem[]>()
  for (const row of graded.rows) add(items, row, row)
  for (const missed of await missedItemsOf(tx, pairs, now)) add(items, missed, { points: 0, maxPoints: missed.maxPoints })
  const lines = pairs.map((of) => ({ of, line: lineOf(items.get(keyOf(of)) ?? [], scale) }))
  const empty = lines.filter(({ line }) => line === null).map(({ of }) => of)
  if (empty.length > 0)
    await tx.execute(sql`
      DELETE FROM grades.record_line USING ${asTable(empty)}
      WHERE record_line.person_id = pair.person_id AND record_line.offering_id = pair.offering_id`)
  const values = lines.flatMap(({ of, line }) =>
    line
      ? [
          {
            personId: of.personId,
            offeringId: of.offeringId,
            percent: line.percent,
            letter: line.band.letter,
            traditional: line.band.traditional,
            changedAt: now,
            scale: scale.id,
          },
        ]
      : [],
  )
  if (values.length === 0) return
  const set = Object.fromEntries(
    (['percent', 'letter', 'traditional', 'changedAt', 'scale'] as const).map((key) => [key, sql.raw(`excluded.${recordLine[key].name}`)]),
  )
  await tx
    .insert(recordLine)
    .values(values)
    .onConflictDoUpdate({ target: [recordLine.personId, recordLine.offeringId], set, setWhere: eq(recordLine.final, false) })
}

const keyOf = ({ personId, offeringId }: Pair): string => `${personId} ${offeringId}`

function add(items: Map<string, GradedItem[]>, of: Pair, item: GradedItem): void {
  const known = items.get(keyOf(of))
  if (known) known.push(item)
  else items.set(keyOf(of), [item])
}

function asTable(pairs: readonly Pair[]) {
  const people = sql.param(pairs.map(({ personId }) => personId))
  const offerings = sql.param(pairs.map(({ offeringId }) => offeringId))
  return sql`unnest(${people}::uuid[], ${offerings}::uuid[]) AS pair (person_id, offering_id)`
}
