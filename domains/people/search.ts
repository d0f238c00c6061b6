import { and, asc, eq, exists, isNull, or, sql } from 'drizzle-orm'
import { personName } from '../../foundation/i18n/format.ts'
import { pick } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { registerSearch, type SearchHit } from '../../foundation/server/search/search.ts'
import { nameMatches } from './name-search.ts'
import { withinReach } from './persons/find-people.ts'
import { heldToday } from './structure/read-structure.ts'
import { person, staffPost, unit } from './tables.ts'
import { studySource } from './study-source.ts'

/** Staff for every member (the directory is public); others for those in whose reach they are. Names and posts only. */
async function findPersons(ctx: Ctx, text: string, limit: number): Promise<SearchHit[]> {
  const reach = ctx.actor?.can('person.find') ? await withinReach(ctx) : sql`false`
  const isStaff = exists(ctx.db.select({ one: sql`1` }).from(staffPost).where(and(eq(staffPost.personId, person.id), heldToday)))
  const rows = await ctx.db
    .select({
      id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic,
      post: sql<{ title: Record<string, string>; unit: Record<string, string>; unitId: string } | null>`(
        SELECT json_build_object('title', ${staffPost.title}, 'unit', ${unit.name}, 'unitId', ${unit.id}) FROM ${staffPost} JOIN ${unit} ON ${unit.id} = ${staffPost.unitId}
        WHERE ${staffPost.personId} = ${person.id} AND ${heldToday} ORDER BY ${staffPost.isHead} DESC LIMIT 1)`,
      card: sql<boolean>`${reach ?? sql`true`}`,
    })
    .from(person).where(and(nameMatches(text), reach ? or(isStaff, reach) : undefined)).orderBy(asc(person.surname), asc(person.givenName)).limit(limit)
  const places = rows.length > 0 ? await studySource().places(ctx.db, rows.map((row) => row.id)) : new Map()
  return rows.map((row) => ({
    id: row.id,
    title: personName(row),
    note: row.post ? `${pick(row.post.title, ctx.locale)}, ${pick(row.post.unit, ctx.locale)}` : (places.get(row.id)?.groups.join(', ') ?? null),
    // Who may not open the card is led to the directory.
    to: row.card || row.id === ctx.actor?.personId ? `/people/${row.id}` : `/staff?q=${encodeURIComponent(`${row.surname} ${row.givenName}`)}`,
  }))
}

async function findUnits(ctx: Ctx, text: string, limit: number): Promise<SearchHit[]> {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await ctx.db.select({ id: unit.id, name: unit.name }).from(unit)
    .where(and(isNull(unit.closedAt), or(...['ky', 'ru', 'en'].map((one) => sql`lower(${unit.name}->>${one}) LIKE lower(${like})`), sql`lower(${unit.code}) = lower(${text})`)))
    .orderBy(asc(unit.position)).limit(limit)
  return rows.map((row) => ({ id: row.id, title: pick(row.name, ctx.locale), to: `/structure/${row.id}` }))
}

/** People and units in the one search box. */
export function registerPeopleSearch(): void {
  registerSearch({ kind: 'people', order: 10, find: findPersons })
  registerSearch({ kind: 'units', order: 40, find: findUnits })
}
