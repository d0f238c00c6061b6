import { and, asc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import type { ReadDb } from '../../foundation/server/database/database.ts'
import { person, roleGrant, unit, type Role } from '../people/index.ts'
import type { PersonLine } from './queries.ts'

const valid = and(lte(roleGrant.startsOn, sql`current_date`), or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, sql`current_date`)))

/** Whether a person holds one of these roles today. */
export async function holdsOneOf(db: Pick<ReadDb, 'select'>, personId: string, roles: Role[]): Promise<boolean> {
  const [held] = await db
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(and(eq(roleGrant.personId, personId), inArray(roleGrant.role, roles), valid))
    .limit(1)
  return held !== undefined
}

/** People who hold one of these roles and whose name holds the words; at most twenty, by name. For choosing, so names only. */
export async function findCandidates(ctx: Ctx, roles: Role[], words: string): Promise<PersonLine[]> {
  const pattern = `%${words.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
  return ctx.db
    .selectDistinct({ personId: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
    .from(person)
    .innerJoin(roleGrant, eq(roleGrant.personId, person.id))
    .where(
      and(inArray(roleGrant.role, roles), valid, sql`concat_ws(' ', ${person.surname}, ${person.givenName}, ${person.patronymic}) ILIKE ${pattern}`),
    )
    .orderBy(asc(person.surname), asc(person.givenName))
    .limit(20)
}

/** Departments that can keep programmes and disciplines, by name of their code. */
export async function readDepartments(ctx: Ctx) {
  const rows = await ctx.db
    .select({ id: unit.id, code: unit.code, name: unit.name, kind: unit.kind })
    .from(unit)
    .where(and(isNull(unit.closedAt), inArray(unit.kind, ['department', 'faculty', 'college'])))
    .orderBy(asc(unit.code))
  return rows.map(({ kind: _kind, ...row }) => row)
}
