import { and, asc, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { person, unit } from '../../people/index.ts'
import { discipline, offering, ruleDay, teaching, term } from '../../programmes/index.ts'
import type { OverviewView } from './contract.ts'
import { named } from './kept-review.ts'
import { materialFresh } from './rules.ts'
import type { ComplexState } from './shared/parts.ts'
import { complex } from './tables.ts'

/**
 * The complexes of the running terms that the reader may see, with what goes stale (R2.2d), what has no licence (R5.3c)
 * and how far each is on its way through the council. Counted in the database: a university has thousands of items.
 */
export async function readOverview(ctx: Ctx): Promise<OverviewView> {
  const today = ruleDay()
  const { days } = materialFresh.parameterOn(today).value
  const rows = await ctx.db
    .select({
      offeringId: offering.id,
      departmentId: offering.departmentId,
      code: offering.code,
      name: discipline.name,
      department: unit.name,
      state: complex.state,
      dueOn: complex.dueOn,
    })
    .from(offering)
    .innerJoin(term, eq(term.id, offering.termId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .innerJoin(unit, eq(unit.id, offering.departmentId))
    .leftJoin(complex, eq(complex.offeringId, offering.id))
    .where(and(lte(term.startsOn, today), gte(term.endsOn, today)))
    .orderBy(asc(offering.code))
  const seen = rows.filter((row) => ctx.actor?.can('complex.read', { offeringId: row.offeringId, unitIds: [row.departmentId] }))
  const ids = seen.map(({ offeringId }) => offeringId)
  const [counts, teachers] = ids.length === 0 ? [[], []] : await Promise.all([countItems(ctx, ids, today, days), teachersOf(ctx, ids)])
  const countOf = new Map(counts.map((one) => [one.offeringId, one]))
  return {
    complexes: seen.map(({ departmentId: _department, ...row }) => {
      const found = countOf.get(row.offeringId)
      return {
        ...row,
        name: row.name as Localized,
        department: row.department as Localized,
        state: (row.state ?? 'open') as ComplexState,
        dueOn: row.state === 'submitted' ? row.dueOn : null,
        late: row.state === 'submitted' && row.dueOn !== null && row.dueOn < today,
        items: found?.items ?? 0,
        stale: found?.stale ?? 0,
        unlicensed: found?.unlicensed ?? 0,
        teachers: teachers.filter((one) => one.offeringId === row.offeringId).map(({ offeringId: _offering, ...one }) => one),
      }
    }),
  }
}

interface Counted {
  offeringId: string
  items: number
  stale: number
  unlicensed: number
}

async function countItems(ctx: Ctx, offeringIds: string[], today: string, days: number): Promise<Counted[]> {
  const { rows } = await ctx.db.execute<{ offeringId: string; items: number; stale: number; unlicensed: number }>(sql`
    SELECT i.offering_id AS "offeringId", count(*)::int AS items,
      (count(*) FILTER (WHERE coalesce(p.review_on, (i.changed_at AT TIME ZONE 'Asia/Bishkek')::date + ${days}::int) < ${today}::date))::int AS stale,
      (count(*) FILTER (WHERE coalesce(p.licence, '') = ''))::int AS unlicensed
    FROM courses.item i
    JOIN courses.section s ON s.id = i.section_id
    LEFT JOIN courses.item_part p ON p.item_id = i.id
    WHERE i.offering_id IN (${sql.join(
      offeringIds.map((id) => sql`${id}::uuid`),
      sql`, `,
    )}) AND NOT i.hidden AND NOT s.hidden AND i.kind <> 'heading'
    GROUP BY i.offering_id`)
  return rows
}

async function teachersOf(ctx: Ctx, offeringIds: string[]) {
  return ctx.db
    .selectDistinct({ offeringId: teaching.offeringId, ...named })
    .from(teaching)
    .innerJoin(person, eq(person.id, teaching.personId))
    .where(inArray(teaching.offeringId, offeringIds))
    .orderBy(asc(person.surname), asc(person.givenName))
}
