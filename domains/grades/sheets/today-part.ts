import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { isoOrNull, registerTodayPart, type TodayPart } from '../../learning/index.ts'

interface Row extends Record<string, unknown> {
  kind: 'sheets-to-sign' | 'sheets-to-close'
  count: number
  at: string | null
}

/** Exam sheets that wait for a signature of the reader. One statement. */
async function loadToday(ctx: Ctx): Promise<TodayPart> {
  const actor = actorOf(ctx)
  const { teaches } = actor.facts
  const units = actor.grants.filter(({ role }) => role === 'registrar')
  const whole = units.some(({ unitIds }) => unitIds === null)
  const own = units.flatMap(({ unitIds }) => unitIds ?? [])
  const asked = [
    ...(teaches.length > 0
      ? [
          sql`SELECT 'sheets-to-sign' AS kind, count(*)::int AS count, min(opened_at) AS at FROM grades.sheet
          WHERE offering_id = ANY(${sql.param(teaches)}::uuid[]) AND state IN ('open', 'filled') AND kind <> 'commission' HAVING count(*) > 0`,
        ]
      : []),
    ...(actor.can('sheet.close')
      ? [
          sql`SELECT 'sheets-to-close' AS kind, count(*)::int AS count, min(opened_at) AS at
          FROM grades.sheet JOIN programmes.offering ON offering.id = sheet.offering_id
          WHERE state = 'teacher_signed' AND (${whole} OR offering.department_id = ANY(${sql.param(own)}::uuid[])) HAVING count(*) > 0`,
        ]
      : []),
  ]
  if (asked.length === 0) return {}
  const { rows } = await ctx.db.execute<Row>(sql.join(asked, sql` UNION ALL `))
  return { tasks: rows.map(({ kind, count, at }) => ({ kind, title: {}, count, since: isoOrNull(at), href: '/sheets' })) }
}

registerTodayPart('grades.sheets', loadToday)
