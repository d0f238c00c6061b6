import { and, desc, eq, gte, isNull, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { GrantView, PersonView } from '../contract.ts'
import { grantableBy } from '../grants/grant-rules.ts'
import { recordLook } from '../looks/record-look.ts'
import { studySource } from '../study-source.ts'
import { person, roleGrant, staffPost, unit } from '../tables.ts'
import { photoUrl } from './find-people.ts'
import { personTarget } from './person-target.ts'

/** The card of a person: all that is kept of them here. A look at another's card is traced (R3.3a). @throws foundation.not-found (404) */
export async function readPerson(ctx: Ctx, personId: string): Promise<PersonView> {
  const [row] = await ctx.db.select().from(person).where(eq(person.id, personId))
  if (!row) throw problem('foundation.not-found', { status: 404 })
  await recordLook(ctx, [personId], 'people.card')
  const [posts, grants, places, target] = await Promise.all([
    ctx.db
      .select({
        postId: staffPost.id,
        title: staffPost.title,
        isHead: staffPost.isHead,
        unitId: unit.id,
        unitName: unit.name,
        startsOn: staffPost.startsOn,
        endsOn: staffPost.endsOn,
      })
      .from(staffPost)
      .innerJoin(unit, eq(unit.id, staffPost.unitId))
      .where(eq(staffPost.personId, personId))
      .orderBy(desc(staffPost.startsOn)),
    readGrants(ctx, personId),
    studySource().places(ctx.db, [personId]),
    personTarget(ctx, personId),
  ])
  const may = (ability: string) => Boolean(target && ctx.actor?.can(ability, target))
  return {
    personId: row.id,
    surname: row.surname,
    givenName: row.givenName,
    patronymic: row.patronymic,
    photoUrl: photoUrl(row.id, row.photoId),
    personalNumber: row.personalNumber,
    birthDate: row.birthDate,
    sex: row.sex,
    citizenship: row.citizenship,
    email: row.email,
    phone: row.phone,
    universityNumber: row.universityNumber,
    groups: places.get(personId)?.groups ?? [],
    posts,
    grants,
    mayEdit: may('person.edit'),
    grantable: may('role.grant') && personId !== ctx.actor?.personId ? grantableBy(ctx.actor) : [],
  }
}

/** Roles a person holds now or will hold. */
async function readGrants(ctx: Ctx, personId: string): Promise<GrantView[]> {
  const rows = await ctx.db
    .select({
      id: roleGrant.id,
      role: roleGrant.role,
      unitId: roleGrant.unitId,
      unitName: unit.name,
      groupId: roleGrant.groupId,
      startsOn: roleGrant.startsOn,
      endsOn: roleGrant.endsOn,
    })
    .from(roleGrant)
    .leftJoin(unit, eq(unit.id, roleGrant.unitId))
    .where(and(eq(roleGrant.personId, personId), or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, sql`current_date`))))
  const codes = await studySource().groupCodes(
    ctx.db,
    rows.flatMap((row) => (row.groupId ? [row.groupId] : [])),
  )
  return rows.map((row) => ({ ...row, groupCode: row.groupId ? (codes.get(row.groupId) ?? null) : null }))
}
