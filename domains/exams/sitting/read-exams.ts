import { sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import type { ExamsView } from './contract.ts'
import { stateAt, timesOf } from './shared/sitting-times.ts'

const day = 86_400_000
const [back, ahead] = [2, 60]

interface Row extends Record<string, unknown> {
  item_id: string
  offering_id: string
  department_id: string
  title: Localized
  discipline: Localized
  hidden: boolean
  starts_at: string
  room_minutes: number
  late_minutes: number
  minutes: number | null
  code: string | null
  students: number
  inside: number
  handed: number
}

/**
 * The exams at one time of the next weeks and the last days: for students their own, for who watches those of their scope, with the code
 * and how many are in (R4.4a).
 */
export async function readExams(ctx: Ctx, now = new Date()): Promise<ExamsView> {
  const actor = actorOf(ctx)
  const { rows } = await ctx.db.execute<Row>(sql`
    SELECT sitting.item_id, item.offering_id, offering.department_id, item.title, discipline.name AS discipline,
      (item.hidden OR item.draft_only OR section.hidden) AS hidden,
      sitting.starts_at, sitting.room_minutes, sitting.late_minutes, test.minutes, sitting.code,
      (SELECT count(*)::int FROM programmes.enrolment e WHERE e.offering_id = offering.id AND e.left_at IS NULL) AS students,
      (SELECT count(*)::int FROM exams.attempt a WHERE a.item_id = sitting.item_id AND a.submitted_at IS NULL) AS inside,
      (SELECT count(DISTINCT a.person_id)::int FROM exams.attempt a WHERE a.item_id = sitting.item_id AND a.submitted_at IS NOT NULL) AS handed
    FROM exams.sitting
    JOIN exams.test ON test.item_id = sitting.item_id
    JOIN courses.item ON item.id = sitting.item_id
    JOIN courses.section ON section.id = item.section_id
    JOIN programmes.offering ON offering.id = item.offering_id
    JOIN programmes.discipline ON discipline.id = offering.discipline_id
    WHERE sitting.starts_at BETWEEN ${new Date(now.getTime() - back * day).toISOString()} AND ${new Date(now.getTime() + ahead * day).toISOString()}
    ORDER BY sitting.starts_at, sitting.item_id`)
  return {
    exams: rows.flatMap((row) => {
      const target = { offeringId: row.offering_id, unitIds: [row.department_id] }
      const watches = actor.can('room.watch', target)
      if (!watches && (row.hidden || !actor.facts.enrolled.includes(row.offering_id))) return []
      const times = timesOf({ startsAt: new Date(row.starts_at), roomMinutes: row.room_minutes, lateMinutes: row.late_minutes }, row.minutes ?? 0)
      return [
        {
          itemId: row.item_id,
          offeringId: row.offering_id,
          title: row.title,
          discipline: row.discipline,
          startsAt: new Date(times.startsAt).toISOString(),
          endsAt: row.minutes === null ? null : new Date(times.endsAt).toISOString(),
          roomOpensAt: new Date(times.roomOpensAt).toISOString(),
          state: stateAt(times, now.getTime()),
          watched: watches ? { code: row.code, students: row.students, inside: row.inside, handed: row.handed } : null,
        },
      ]
    }),
  }
}
