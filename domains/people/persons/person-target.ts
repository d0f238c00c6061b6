import { and, eq, isNotNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { studySource } from '../study-source.ts'
import { heldToday } from '../structure/read-structure.ts'
import { person, roleGrant, staffPost } from '../tables.ts'

/** What an act on a person is aimed at: themselves, the units where they work or study, their groups; null when there is no such person. */
export async function personTarget(ctx: Ctx, personId: string): Promise<Target | null> {
  const [[found], posts, grants, places] = await Promise.all([
    ctx.db.select({ id: person.id }).from(person).where(eq(person.id, personId)),
    ctx.db
      .select({ unitId: staffPost.unitId })
      .from(staffPost)
      .where(and(eq(staffPost.personId, personId), heldToday)),
    ctx.db
      .select({ unitId: roleGrant.unitId })
      .from(roleGrant)
      .where(and(eq(roleGrant.personId, personId), isNotNull(roleGrant.unitId))),
    studySource().places(ctx.db, [personId]),
  ])
  if (!found) return null
  const place = places.get(personId)
  const unitIds = [...posts, ...grants].flatMap((row) => (row.unitId ? [row.unitId] : []))
  return { personId, unitIds: [...new Set([...unitIds, ...(place?.unitIds ?? [])])], groupIds: place?.groupIds ?? [] }
}
