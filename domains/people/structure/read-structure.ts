import { and, asc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { compareText } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { StaffLine, StructureView, UnitView } from '../contract.ts'
import { person, staffPost, unit } from '../tables.ts'

/** Posts that are held today. */
export const heldToday = and(lte(staffPost.startsOn, sql`current_date`), or(isNull(staffPost.endsOn), gte(staffPost.endsOn, sql`current_date`)))

/** What everybody may know of who works here (R3.6c): never private contacts. */
export const staffColumns = {
  personId: person.id,
  surname: person.surname,
  givenName: person.givenName,
  patronymic: person.patronymic,
  postId: staffPost.id,
  title: staffPost.title,
  isHead: staffPost.isHead,
  degree: staffPost.degree,
  unitId: unit.id,
  unitName: unit.name,
  publicEmail: staffPost.publicEmail,
  publicPhone: staffPost.publicPhone,
}

/** The open units in their order, with heads and the number of staff (R8.1, R3.6c). Public. */
export async function readStructure(ctx: Ctx): Promise<StructureView> {
  const [units, heads, counts] = await Promise.all([
    ctx.db.select().from(unit).where(isNull(unit.closedAt)).orderBy(asc(unit.position), asc(unit.code)),
    ctx.db
      .select(staffColumns)
      .from(staffPost)
      .innerJoin(person, eq(person.id, staffPost.personId))
      .innerJoin(unit, eq(unit.id, staffPost.unitId))
      .where(and(eq(staffPost.isHead, true), heldToday)),
    ctx.db
      .select({ unitId: staffPost.unitId, count: sql<number>`count(DISTINCT ${staffPost.personId})::int` })
      .from(staffPost)
      .where(heldToday)
      .groupBy(staffPost.unitId),
  ])
  const countOf = new Map(counts.map((row) => [row.unitId, row.count]))
  return {
    units: units.map((row) => ({
      id: row.id,
      parentId: row.parentId,
      kind: row.kind,
      code: row.code,
      name: row.name,
      purpose: row.purpose,
      phone: row.phone,
      email: row.email,
      heads: heads.filter((head) => head.unitId === row.id),
      staffCount: countOf.get(row.id) ?? 0,
    })),
  }
}

/** A unit as members of the university see it: rooms, every post, what is above and below. @throws foundation.not-found (404) */
export async function readUnit(ctx: Ctx, unitId: string): Promise<UnitView> {
  const [row] = await ctx.db.select().from(unit).where(eq(unit.id, unitId))
  if (!row) throw problem('foundation.not-found', { status: 404 })
  const [above, below, posts] = await Promise.all([
    ctx.db.execute<{ id: string; name: Record<string, string> }>(sql`
      WITH RECURSIVE up AS (
        SELECT id, parent_id, name, 0 AS depth FROM people.unit WHERE id = ${row.parentId}
        UNION ALL SELECT unit.id, unit.parent_id, unit.name, up.depth + 1 FROM people.unit JOIN up ON unit.id = up.parent_id WHERE up.depth < 20
      ) SELECT id, name FROM up ORDER BY depth DESC`),
    ctx.db
      .select({ id: unit.id, name: unit.name, kind: unit.kind })
      .from(unit)
      .where(and(eq(unit.parentId, unitId), isNull(unit.closedAt)))
      .orderBy(asc(unit.position), asc(unit.code)),
    ctx.db
      .select({ ...staffColumns, rate: staffPost.rate, startsOn: staffPost.startsOn, endsOn: staffPost.endsOn })
      .from(staffPost)
      .innerJoin(person, eq(person.id, staffPost.personId))
      .innerJoin(unit, eq(unit.id, staffPost.unitId))
      .where(and(eq(staffPost.unitId, unitId), heldToday)),
  ])
  return {
    id: row.id,
    parentId: row.parentId,
    kind: row.kind,
    code: row.code,
    name: row.name,
    purpose: row.purpose,
    phone: row.phone,
    email: row.email,
    room: row.room,
    position: row.position,
    closed: row.closedAt !== null,
    above: above.rows,
    below,
    posts: orderStaff(posts, ctx.locale),
  }
}

/** Heads first, then by name. */
export function orderStaff<Line extends StaffLine>(lines: Line[], locale: Ctx['locale']): Line[] {
  return lines.toSorted(
    (a, b) => Number(b.isHead) - Number(a.isHead) || compareText(`${a.surname} ${a.givenName}`, `${b.surname} ${b.givenName}`, locale),
  )
}
