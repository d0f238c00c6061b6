import { and, asc, desc, eq, exists, inArray, isNull, or, sql } from 'drizzle-orm'
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
  const isStaff = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(staffPost)
      .where(and(eq(staffPost.personId, person.id), heldToday)),
  )
  const rows = await ctx.db
    .select({ id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
    .from(person)
    .where(and(nameMatches(text), reach ? or(isStaff, reach) : undefined))
    .orderBy(asc(person.surname), asc(person.givenName))
    .limit(limit)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [posts, cards, places] = await Promise.all([
    ctx.db
      .select({ personId: staffPost.personId, title: staffPost.title, unitName: unit.name })
      .from(staffPost)
      .innerJoin(unit, eq(unit.id, staffPost.unitId))
      .where(and(inArray(staffPost.personId, ids), heldToday))
      .orderBy(desc(staffPost.isHead)),
    ctx.db
      .select({ id: person.id })
      .from(person)
      .where(and(inArray(person.id, ids), reach)),
    studySource().places(ctx.db, ids),
  ])
  const open = new Set([...cards.map((card) => card.id), ctx.actor?.personId])
  return rows.map((row) => {
    const post = posts.find((one) => one.personId === row.id)
    return {
      id: row.id,
      title: personName(row),
      note: post ? `${pick(post.title, ctx.locale)}, ${pick(post.unitName, ctx.locale)}` : (places.get(row.id)?.groups.join(', ') ?? null),
      // Who may not open the card is led to the directory.
      to: open.has(row.id) ? `/people/${row.id}` : `/staff?q=${encodeURIComponent(`${row.surname} ${row.givenName}`)}`,
    }
  })
}

async function findUnits(ctx: Ctx, text: string, limit: number): Promise<SearchHit[]> {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await ctx.db
    .select({ id: unit.id, name: unit.name })
    .from(unit)
    .where(
      and(
        isNull(unit.closedAt),
        or(...['ky', 'ru', 'en'].map((one) => sql`lower(${unit.name}->>${one}) LIKE lower(${like})`), sql`lower(${unit.code}) = lower(${text})`),
      ),
    )
    .orderBy(asc(unit.position))
    .limit(limit)
  return rows.map((row) => ({ id: row.id, title: pick(row.name, ctx.locale), to: `/structure/${row.id}` }))
}

/** People and units in the one search box. */
export function registerPeopleSearch(): void {
  registerSearch({ kind: 'people', order: 10, find: findPersons })
  registerSearch({ kind: 'units', order: 40, find: findUnits })
}
