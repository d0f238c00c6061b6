import { and, asc, eq, gte, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { PeopleView } from '../contract.ts'
import { recordLook } from '../looks/record-look.ts'
import { nameMatches } from '../name-search.ts'
import { cleanPersonalNumber } from '../personal-number.ts'
import { studySource } from '../study-source.ts'
import { person, roleGrant, staffPost, unit } from '../tables.ts'
import { heldToday } from '../structure/read-structure.ts'
import { reachOf } from './reach.ts'

const pageSize = 30
const all = (ids: readonly string[]) => sql`${sql.param(ids)}::uuid[]`

/** Grants that hold today. */
export const validToday = and(lte(roleGrant.startsOn, sql`current_date`), or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, sql`current_date`)))

export interface PeopleQuery {
  q?: string | undefined
  unit?: string | undefined
  group?: string | undefined
  role?: string | undefined
  page: number
}

/**
 * Finds persons within the reader's reach by name, university number, personal number, unit, group or role. The list shows
 * names, posts, groups and roles; no contacts. A hit by personal number is a look at personal data and is traced (R3.3a).
 */
export async function findPeople(ctx: Ctx, query: PeopleQuery): Promise<PeopleView> {
  const number = cleanPersonalNumber(query.q ?? '')
  const byNumber = /^\d{14}$/.test(number)
  const where = and(
    await withinReach(ctx),
    !query.q ? undefined : byNumber ? eq(person.personalNumber, number) : or(nameMatches(query.q), eq(person.universityNumber, query.q)),
    query.unit ? inUnits([query.unit]) : undefined,
    query.group ? sql`${person.id} = ANY(${all(await studySource().members(ctx.db, { groupIds: [query.group], unitIds: [] }))})` : undefined,
    query.role
      ? sql`EXISTS (SELECT 1 FROM ${roleGrant} WHERE ${and(sql`${roleGrant.personId} = ${person.id}`, eq(roleGrant.role, query.role), validToday)})`
      : undefined,
  )
  const [rows, [count]] = await Promise.all([
    ctx.db
      .select({ personId: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic, photoId: person.photoId })
      .from(person)
      .where(where)
      .orderBy(asc(person.surname), asc(person.givenName), asc(person.id))
      .limit(pageSize)
      .offset((query.page - 1) * pageSize),
    ctx.db
      .select({ total: sql<number>`count(*)::int` })
      .from(person)
      .where(where),
  ])
  const ids = rows.map((row) => row.personId)
  if (byNumber) await recordLook(ctx, ids, 'people.personal-number')
  const [posts, grants, places] =
    ids.length === 0
      ? ([[], [], new Map<string, never>()] as const)
      : await Promise.all([
          ctx.db
            .select({ personId: staffPost.personId, title: staffPost.title, unitName: unit.name })
            .from(staffPost)
            .innerJoin(unit, eq(unit.id, staffPost.unitId))
            .where(and(inArray(staffPost.personId, ids), heldToday)),
          ctx.db
            .selectDistinct({ personId: roleGrant.personId, role: roleGrant.role })
            .from(roleGrant)
            .where(and(inArray(roleGrant.personId, ids), validToday)),
          studySource().places(ctx.db, ids),
        ])
  const total = count?.total ?? 0
  return {
    total,
    pages: Math.ceil(total / pageSize),
    people: rows.map(({ photoId, ...row }) => ({
      ...row,
      photoUrl: photoUrl(row.personId, photoId),
      groups: (places.get(row.personId) as { groups: string[] } | undefined)?.groups ?? [],
      posts: posts.filter((post) => post.personId === row.personId).map(({ title, unitName }) => ({ title, unitName })),
      roles: grants.filter((grant) => grant.personId === row.personId).map((grant) => grant.role),
    })),
  }
}

/** The address of a person's photo; its end changes with the photo, so a browser keeps no old one. */
export function photoUrl(personId: string, photoId: string | null): string | null {
  return photoId ? `/api/people/${personId}/photo?v=${photoId.slice(-8)}` : null
}

/** Only persons whom the reader may find at all; undefined where that is everybody. */
export async function withinReach(ctx: Ctx): Promise<SQL | undefined> {
  const reach = reachOf(ctx.actor, 'person.find')
  if (reach.all) return undefined
  const students = reach.unitIds.length + reach.groupIds.length > 0 ? await studySource().members(ctx.db, reach) : []
  return or(inUnits(reach.unitIds), sql`${person.id} = ANY(${all(students)})`)
}

function inUnits(unitIds: readonly string[]): SQL {
  return sql`EXISTS (SELECT 1 FROM ${staffPost} WHERE ${and(sql`${staffPost.personId} = ${person.id}`, heldToday, sql`${staffPost.unitId} = ANY(${all(unitIds)})`)})`
}
