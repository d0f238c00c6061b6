import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { StaffView } from '../contract.ts'
import { nameMatches } from '../name-search.ts'
import { person, staffPost, unit } from '../tables.ts'
import { heldToday, staffColumns } from './read-structure.ts'

const pageSize = 30

export interface StaffQuery {
  q?: string | undefined
  unit?: string | undefined
  title?: string | undefined
  degree?: string | undefined
  page: number
}

/** A localised column in the reader's language, or the next one that has it. */
function inLanguage(column: SQL | typeof staffPost.title | typeof staffPost.degree, locale: string): SQL<string | null> {
  return sql<string | null>`coalesce(nullif(${column}->>${locale}, ''), ${column}->>'ru', ${column}->>'ky', ${column}->>'en')`
}

/**
 * The public directory of teaching and other staff (R3.6c): by name, unit (with all below it), post and degree.
 * Gives posts, degrees and the contacts that were published; nothing of the private card.
 */
export async function readStaff(ctx: Ctx, query: StaffQuery): Promise<StaffView> {
  const title = inLanguage(staffPost.title, ctx.locale)
  const degree = inLanguage(staffPost.degree, ctx.locale)
  const where = and(
    heldToday,
    isNull(unit.closedAt),
    query.q ? nameMatches(query.q) : undefined,
    query.unit
      ? sql`${unit.id} IN (WITH RECURSIVE below AS (SELECT id FROM people.unit WHERE id = ${query.unit} UNION SELECT u.id FROM people.unit u JOIN below ON u.parent_id = below.id) SELECT id FROM below)`
      : undefined,
    query.title ? sql`${title} = ${query.title}` : undefined,
    query.degree ? sql`${degree} = ${query.degree}` : undefined,
  )
  const from = () =>
    ctx.db
      .select({ total: sql<number>`count(*)::int` })
      .from(staffPost)
      .innerJoin(person, eq(person.id, staffPost.personId))
      .innerJoin(unit, eq(unit.id, staffPost.unitId))
      .where(where)
  const [staff, [count], titles, degrees] = await Promise.all([
    ctx.db
      .select(staffColumns)
      .from(staffPost)
      .innerJoin(person, eq(person.id, staffPost.personId))
      .innerJoin(unit, eq(unit.id, staffPost.unitId))
      .where(where)
      .orderBy(asc(person.surname), asc(person.givenName), asc(staffPost.id))
      .limit(pageSize)
      .offset((query.page - 1) * pageSize),
    from(),
    ctx.db.selectDistinct({ text: staffPost.title }).from(staffPost).where(heldToday).limit(200),
    ctx.db.selectDistinct({ text: staffPost.degree }).from(staffPost).where(heldToday).limit(200),
  ])
  const total = count?.total ?? 0
  return {
    staff,
    total,
    pages: Math.ceil(total / pageSize),
    titles: titles.map((row) => row.text),
    degrees: degrees.flatMap((row) => (row.text ? [row.text] : [])),
  }
}
