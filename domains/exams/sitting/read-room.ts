import { desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { findItem } from '../../learning/index.ts'
import { person } from '../../people/index.ts'
import { studentsOfOffering } from '../../programmes/index.ts'
import { attempt, test } from '../tables.ts'
import type { RoomView } from './contract.ts'
import { sittingOf } from './read-sitting.ts'
import { timesOf } from './shared/sitting-times.ts'
import { allowance, roomAct } from './tables.ts'

interface SeatRow extends Record<string, unknown> {
  personId: string
  attemptId: string
  startedAt: string
  endsAt: string | null
  submittedAt: string | null
  points: number | null
  asked: number
  answered: number
  late: number
  seenAt: string | null
  away: number | null
  unsent: number | null
}

const instant = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString())

/** Who is in an exam and how far they are, for who watches it: the newest attempt of every student. @throws 404 */
export async function readRoom(ctx: Ctx, itemId: string): Promise<RoomView> {
  const found = await findItem(ctx, itemId)
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  const [doer, whom] = [alias(person, 'doer'), alias(person, 'whom')]
  const [own, [rules], students, seats, allowances, acts, [papers]] = await Promise.all([
    sittingOf(ctx.db, itemId),
    ctx.db.select().from(test).where(eq(test.itemId, itemId)),
    studentsOfOffering(ctx, found.offeringId),
    ctx.db.execute<SeatRow>(sql`
      SELECT DISTINCT ON (a.person_id) a.person_id AS "personId", a.id AS "attemptId", a.started_at AS "startedAt", a.ends_at AS "endsAt",
        a.submitted_at AS "submittedAt", a.points::float8, cardinality(a.asked) AS asked,
        (SELECT count(*)::int FROM exams.answer n WHERE n.attempt_id = a.id) AS answered,
        (SELECT count(*)::int FROM exams.answer n WHERE n.attempt_id = a.id AND n.late) AS late,
        p.seen_at AS "seenAt", p.away, p.unsent
      FROM exams.attempt a LEFT JOIN exams.presence p ON p.attempt_id = a.id
      WHERE a.item_id = ${itemId} ORDER BY a.person_id, a.number DESC`),
    ctx.db.select().from(allowance).where(eq(allowance.itemId, itemId)),
    ctx.db
      .select({
        act: roomAct,
        by: { id: doer.id, surname: doer.surname, givenName: doer.givenName, patronymic: doer.patronymic },
        whom: { id: whom.id, surname: whom.surname, givenName: whom.givenName, patronymic: whom.patronymic },
      })
      .from(roomAct)
      .innerJoin(doer, eq(doer.id, roomAct.doneBy))
      .leftJoin(attempt, eq(attempt.id, roomAct.attemptId))
      .leftJoin(whom, eq(whom.id, sql`coalesce(${attempt.personId}, ${roomAct.personId})`))
      .where(eq(roomAct.itemId, itemId))
      .orderBy(desc(roomAct.doneAt), desc(roomAct.id))
      .limit(300),
    ctx.db
      .execute<{ most: number | null }>(sql`SELECT max(cardinality(asked)) AS most FROM exams.attempt WHERE item_id = ${itemId}`)
      .then(({ rows }) => rows),
  ])
  if (!rules) throw problem('foundation.not-found', { status: 404 })
  const now = Date.now()
  const seatOf = new Map(seats.rows.map((row) => [row.personId, row]))
  const more = new Map(allowances.map((row) => [row.personId, row.minutes]))
  const times = own && rules.minutes ? timesOf(own, rules.minutes) : null
  return {
    itemId,
    offeringId: found.offeringId,
    title: found.title,
    now: new Date(now).toISOString(),
    sitting:
      own && times
        ? {
            startsAt: own.startsAt.toISOString(),
            endsAt: new Date(times.endsAt).toISOString(),
            lateUntil: new Date(times.lateUntil).toISOString(),
            code: own.code,
            pausedAt: own.pausedAt?.toISOString() ?? null,
            sebQuit: own.sebQuit,
          }
        : null,
    questions: papers?.most ?? 0,
    seats: students.map(({ personId, surname, givenName, patronymic, groupCode }) => {
      const seat = seatOf.get(personId)
      const state = !seat ? 'absent' : seat.submittedAt ? 'handed-in' : Date.parse(seat.startedAt) > now ? 'waiting' : 'writing'
      return {
        person: { id: personId, surname, givenName, patronymic },
        group: groupCode,
        attemptId: seat?.attemptId ?? null,
        state,
        answered: seat?.answered ?? 0,
        asked: seat?.asked ?? 0,
        endsAt: instant(seat?.endsAt ?? null),
        submittedAt: instant(seat?.submittedAt ?? null),
        points: seat?.points ?? null,
        seenAt: instant(seat?.seenAt ?? null),
        away: seat?.away ?? 0,
        unsent: seat?.unsent ?? 0,
        late: seat?.late ?? 0,
        extraMinutes: more.get(personId) ?? 0,
        sebWaived: acts.some(({ act }) => act.kind === 'waive-seb' && act.personId === personId),
      }
    }),
    acts: acts.map(({ act, by, whom: one }) => ({
      id: act.id,
      kind: act.kind,
      at: act.doneAt.toISOString(),
      by,
      whom: one,
      minutes: act.minutes,
      words: act.words,
    })),
  }
}
