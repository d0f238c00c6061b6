import { and, asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Ctx } from '../../../foundation/server/context.ts'
import { together } from '../../../foundation/server/database/together.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person } from '../../people/index.ts'
import { studentsOfOffering } from '../../programmes/index.ts'
import { item } from '../tables.ts'
import type { DeadlinesView } from './contract.ts'
import { ownDeadline } from './tables.ts'

const granter = alias(person, 'granter')

/** Who has a deadline of their own in an assignment, and who could be given one. @throws 404 */
export async function readDeadlines(ctx: Ctx, itemId: string): Promise<DeadlinesView> {
  const [found] = await ctx.db.select({ offeringId: item.offeringId, dueAt: item.dueAt }).from(item).where(eq(item.id, itemId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const [rows, students] = await Promise.all([
    ctx.db
      .select({
        own: ownDeadline,
        person: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic },
        by: { id: granter.id, surname: granter.surname, givenName: granter.givenName, patronymic: granter.patronymic },
      })
      .from(ownDeadline)
      .innerJoin(person, eq(person.id, ownDeadline.personId))
      .innerJoin(granter, eq(granter.id, ownDeadline.grantedBy))
      .where(eq(ownDeadline.itemId, itemId))
      .orderBy(asc(person.surname), asc(person.givenName)),
    studentsOfOffering(ctx, found.offeringId),
  ])
  return {
    dueAt: found.dueAt?.toISOString() ?? null,
    granted: rows.map(({ own, person: who, by }) => ({
      person: who,
      dueAt: own.dueAt.toISOString(),
      reason: own.reason,
      grantedBy: by,
      grantedAt: own.grantedAt.toISOString(),
    })),
    students: students.map(({ personId, surname, givenName, patronymic, groupCode }) => ({
      id: personId,
      surname,
      givenName,
      patronymic,
      group: groupCode,
    })),
  }
}

/** The deadlines of a person's own, by item; those who ask at one moment share a statement. */
export const ownDeadlinesOf = together(async (db, personIds: string[]) => {
  const rows = await db.select().from(ownDeadline).where(inArray(ownDeadline.personId, personIds))
  const found = new Map<string, Map<string, Date>>()
  for (const { personId, itemId, dueAt } of rows) {
    const own = found.get(personId) ?? new Map<string, Date>()
    own.set(itemId, dueAt)
    found.set(personId, own)
  }
  return found
})

/** A person's own deadline of an item, with its reason; null where everybody's holds. */
export async function ownDeadlineOf(ctx: Ctx, of: { itemId: string; personId: string }): Promise<{ dueAt: Date; reason: string } | null> {
  const [found] = await ctx.db
    .select({ dueAt: ownDeadline.dueAt, reason: ownDeadline.reason })
    .from(ownDeadline)
    .where(and(eq(ownDeadline.itemId, of.itemId), eq(ownDeadline.personId, of.personId)))
  return found ?? null
}

/** The deadline that holds for a student: the later of their own and everybody's; none where nobody has one. */
export function laterDeadline(own: Date | null, common: Date | null): Date | null {
  if (common === null) return null
  return own !== null && own > common ? own : common
}
