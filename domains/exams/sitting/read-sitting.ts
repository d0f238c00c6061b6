import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { together } from '../../../foundation/server/database/together.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { findItem } from '../../learning/index.ts'
import { person } from '../../people/index.ts'
import { studentsOfOffering } from '../../programmes/index.ts'
import { attempt } from '../tables.ts'
import type { SittingView } from './contract.ts'
import { allowance, sitting } from './tables.ts'

export type Sitting = typeof sitting.$inferSelect

/** The sitting of a test; undefined where students sit it when they like. Once for all who come at one moment. */
export const sittingOf = together(async (db, itemIds: string[]) => {
  const rows = await db.select().from(sitting).where(inArray(sitting.itemId, itemIds))
  return new Map(rows.map((row) => [row.itemId, row]))
})

const nameOf = ({ itemId, personId }: { itemId: string; personId: string }): string => `${itemId} ${personId}`

/** Minutes more that a student has in a test. */
export const moreMinutesOf = together(
  async (db, keys: { itemId: string; personId: string }[]) => {
    const rows = await db
      .select()
      .from(allowance)
      .where(
        and(
          inArray(
            allowance.itemId,
            keys.map((key) => key.itemId),
          ),
          inArray(
            allowance.personId,
            keys.map((key) => key.personId),
          ),
        ),
      )
    return new Map(rows.map((row) => [nameOf(row), row.minutes]))
  },
  (key) => nameOf(key),
)

/** The sitting of a test as its teacher sets it, with who has more time. @throws 404 */
export async function readSitting(ctx: Ctx, itemId: string): Promise<SittingView> {
  const found = await findItem(ctx, itemId)
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  const [own, attempts, allowances, students] = await Promise.all([
    sittingOf(ctx.db, itemId),
    ctx.db.$count(attempt, eq(attempt.itemId, itemId)),
    ctx.db
      .select({
        minutes: allowance.minutes,
        reason: allowance.reason,
        person: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic },
      })
      .from(allowance)
      .innerJoin(person, eq(person.id, allowance.personId))
      .where(eq(allowance.itemId, itemId))
      .orderBy(asc(person.surname), asc(person.givenName)),
    studentsOfOffering(ctx, found.offeringId),
  ])
  return {
    itemId,
    sitting: own
      ? {
          startsAt: own.startsAt.toISOString(),
          roomMinutes: own.roomMinutes,
          lateMinutes: own.lateMinutes,
          graceMinutes: own.graceMinutes,
          code: own.code,
          networks: own.networks,
          oneDevice: own.oneDevice,
          seb: own.seb,
        }
      : null,
    sebQuit: own?.sebQuit ?? null,
    attempts,
    allowances,
    students: students.map(({ personId, surname, givenName, patronymic }) => ({ id: personId, surname, givenName, patronymic })),
  }
}
