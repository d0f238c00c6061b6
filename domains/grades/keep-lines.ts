import { sql } from 'drizzle-orm'
import { civilDate } from '../../foundation/i18n/format.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import { record } from '../../foundation/server/trace/record.ts'
import type { Pair } from './missed-items.ts'
import { scaleOn } from './scale.ts'
import { holdSchemes, schemesFor } from './scheme/keep-scheme.ts'
import { asTable, pairKey, worksOf } from './scheme/works-of.ts'
import type { Summed } from './scheme/sum-up.ts'
import { sumWorks } from './scheme/sum-works.ts'
import { recordLine } from './tables.ts'

const together = 1000

/** The line of the record of a student in an offering, from all their grades in it. */
export async function keepLine(ctx: Ctx, tx: Tx, of: Pair): Promise<void> {
  await keepLines(ctx, tx, [of])
}

/** As `keepLines`, as an act of its own: something beside a mark changed what counts. */
export async function remakeLines(ctx: Ctx, pairs: readonly Pair[]): Promise<void> {
  await change(ctx, async (tx) => {
    await keepLines(ctx, tx, pairs)
    await record(ctx, tx)
  })
}

/** The lines of many students by their offerings' schemes; a final line stays as it was confirmed. */
export async function keepLines(ctx: Ctx, tx: Tx, pairs: readonly Pair[]): Promise<void> {
  for (let start = 0; start < pairs.length; start += together) await keepSome(ctx, tx, pairs.slice(start, start + together))
}

async function keepSome(ctx: Ctx, tx: Tx, pairs: readonly Pair[]): Promise<void> {
  const now = new Date()
  const scale = scaleOn(civilDate(now))
  await holdSchemes(tx, offeringsOf(pairs))
  const works = await worksOf(tx, pairs, now)
  // an offering without any mark needs no scheme yet
  const schemes = await schemesFor(ctx, tx, offeringsOf(pairs.filter((of) => works.has(pairKey(of)))))
  const sums = new Map<string, Summed & { version: number }>()
  for (const of of pairs) {
    const [scheme, own] = [schemes.get(of.offeringId), works.get(pairKey(of))]
    const sum = scheme && own && sumWorks(scheme.content, own, { scale, closed: false })
    if (sum) sums.set(pairKey(of), { ...sum, version: scheme.version })
  }
  const empty = pairs.filter((of) => !sums.has(pairKey(of)))
  if (empty.length > 0)
    await tx.execute(sql`
      DELETE FROM grades.record_line USING ${asTable(empty)}
      WHERE record_line.person_id = pair.person_id AND record_line.offering_id = pair.offering_id AND NOT record_line.final`)
  const values = pairs.flatMap((of) => {
    const sum = sums.get(pairKey(of))
    if (!sum) return []
    const { letter, traditional } = sum.band
    const { personId, offeringId } = of
    return [{ personId, offeringId, percent: sum.percent, letter, traditional, scale: scale.id, schemeVersion: sum.version, changedAt: now }]
  })
  if (values.length === 0) return
  const kept = ['percent', 'letter', 'traditional', 'scale', 'schemeVersion'] as const
  const row = (table: string) => sql.raw(kept.map((key) => `${table}."${recordLine[key].name}"`).join(', '))
  const set = Object.fromEntries([...kept, 'changedAt' as const].map((key) => [key, sql.raw(`excluded."${recordLine[key].name}"`)]))
  await tx
    .insert(recordLine)
    .values(values)
    .onConflictDoUpdate({
      target: [recordLine.personId, recordLine.offeringId],
      set,
      setWhere: sql`NOT ${recordLine.final} AND (${row('"record_line"')}) IS DISTINCT FROM (${row('excluded')})`,
    })
}

const offeringsOf = (pairs: readonly Pair[]): string[] => [...new Set(pairs.map(({ offeringId }) => offeringId))]
