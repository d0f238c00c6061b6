import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { offering, term } from '../../programmes/index.ts'
import { numberOf, seriesOf, type SheetKind } from './shared/sheet.ts'
import { sheet } from './tables.ts'

/**
 * The next number of a sheet. Numbers of a sort in an academic year follow one another without gaps: who takes one holds the others up
 * until the commit, and an act that fails gives it back. @throws 404 without such an offering
 */
export async function giveNumber(tx: Tx, offeringId: string, kind: SheetKind): Promise<{ number: string; series: string; sequence: number }> {
  const [found] = await tx
    .select({ year: term.academicYear })
    .from(offering)
    .innerJoin(term, eq(term.id, offering.termId))
    .where(eq(offering.id, offeringId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const series = seriesOf(found.year, kind)
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${series}, 5))`)
  const [last] = await tx
    .select({ sequence: sql<number>`coalesce(max(${sheet.sequence}), 0)::int` })
    .from(sheet)
    .where(eq(sheet.series, series))
  const sequence = (last?.sequence ?? 0) + 1
  return { number: numberOf(series, sequence), series, sequence }
}
