import { and, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { together } from '../foundation/server/database/together.ts'
import type { PersonDirectory } from '../foundation/server/sessions/index.ts'
import { person, roleGrant, unit } from '../domains/people/index.ts'
import { studentGroup } from '../domains/programmes/index.ts'

type Shown = NonNullable<Awaited<ReturnType<PersonDirectory['describe']>>>

/** What sign-in shows of a person to themselves: names and roles with their scope. */
export const personDirectory: PersonDirectory = {
  async describe(db, personId) {
    return (await described(db, personId)) ?? null
  },
  async findByPersonalNumber(db, personalNumber) {
    const [found] = await db.select({ id: person.id }).from(person).where(eq(person.personalNumber, personalNumber))
    return found?.id ?? null
  },
}

const described = together(async (db, personIds: string[]) => {
  const today = sql`current_date`
  const rows = await db
    .select({
      personId: person.id,
      surname: person.surname,
      givenName: person.givenName,
      patronymic: person.patronymic,
      photoId: person.photoId,
      role: roleGrant.role,
      unitId: roleGrant.unitId,
      groupId: roleGrant.groupId,
      unitName: unit.name,
      groupCode: studentGroup.code,
    })
    .from(person)
    .leftJoin(
      roleGrant,
      and(eq(roleGrant.personId, person.id), lte(roleGrant.startsOn, today), or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, today))),
    )
    .leftJoin(unit, eq(unit.id, roleGrant.unitId))
    .leftJoin(studentGroup, eq(studentGroup.id, roleGrant.groupId))
    .where(inArray(person.id, personIds))
  const people = new Map<string, Shown>()
  for (const [personId, roles] of Map.groupBy(rows, (row) => row.personId)) {
    const [first] = roles
    if (!first) continue
    people.set(personId, {
      surname: first.surname,
      givenName: first.givenName,
      patronymic: first.patronymic,
      photoUrl: first.photoId ? `/api/people/${personId}/photo` : null,
      roles: roles.flatMap((row) => {
        if (!row.role) return []
        const scopeName = row.unitName ?? (row.groupCode ? { ky: row.groupCode, ru: row.groupCode, en: row.groupCode } : null)
        return [{ role: row.role, unitId: row.unitId, groupId: row.groupId, scopeName }]
      }),
    })
  }
  return people
})
