import { and, asc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { HoldersView } from '../contract.ts'
import { studySource } from '../study-source.ts'
import { person, roleGrant, unit } from '../tables.ts'
import { validToday } from '../persons/find-people.ts'

const pageSize = 50

/** Who holds which role today, and how many hold each. Names and roles only: no look at personal data. */
export async function readHolders(ctx: Ctx, query: { role?: string | undefined; page: number }): Promise<HoldersView> {
  const where = and(validToday, query.role ? eq(roleGrant.role, query.role) : undefined)
  const [rows, counts] = await Promise.all([
    ctx.db
      .select({
        id: roleGrant.id,
        role: roleGrant.role,
        unitId: roleGrant.unitId,
        unitName: unit.name,
        groupId: roleGrant.groupId,
        startsOn: roleGrant.startsOn,
        endsOn: roleGrant.endsOn,
        personId: person.id,
        surname: person.surname,
        givenName: person.givenName,
        patronymic: person.patronymic,
      })
      .from(roleGrant)
      .innerJoin(person, eq(person.id, roleGrant.personId))
      .leftJoin(unit, eq(unit.id, roleGrant.unitId))
      .where(where)
      .orderBy(asc(person.surname), asc(person.givenName), asc(roleGrant.id))
      .limit(pageSize)
      .offset((query.page - 1) * pageSize),
    ctx.db
      .select({ role: roleGrant.role, count: sql<number>`count(DISTINCT ${roleGrant.personId})::int`, grants: sql<number>`count(*)::int` })
      .from(roleGrant)
      .where(validToday)
      .groupBy(roleGrant.role),
  ])
  const codes = await studySource().groupCodes(
    ctx.db,
    rows.flatMap((row) => (row.groupId ? [row.groupId] : [])),
  )
  const total = counts.filter((row) => !query.role || row.role === query.role).reduce((sum, row) => sum + row.grants, 0)
  return {
    total,
    pages: Math.ceil(total / pageSize),
    counts: Object.fromEntries(counts.map((row) => [row.role, row.count])),
    holders: rows.map(({ personId, surname, givenName, patronymic, ...grant }) => ({
      ...grant,
      groupCode: grant.groupId ? (codes.get(grant.groupId) ?? null) : null,
      person: { personId, surname, givenName, patronymic },
    })),
  }
}
