import { sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { iso, isoOrNull, registerTodayPart, type TodayPart } from '../../learning/index.ts'

interface Row extends Record<string, unknown> {
  kind: 'appeals' | 'appeal'
  id: string | null
  title: Localized
  offering: Localized
  count: number
  at: string
}

/** What waits for the commission, and the answers that came to a student. One statement. */
async function loadToday(ctx: Ctx, since: Date): Promise<TodayPart> {
  const actor = actorOf(ctx)
  const asked = [
    ...(actor.can('appeal.answer')
      ? [
          sql`SELECT 'appeals' AS kind, NULL::uuid AS id, '{}'::jsonb AS title, '{}'::jsonb AS offering, count(*)::int AS count, min(filed_at) AS at
          FROM grades.appeal WHERE state = 'open' HAVING count(*) > 0`,
        ]
      : []),
    ...(actor.facts.enrolled.length > 0
      ? [
          sql`SELECT 'appeal' AS kind, a.id, coalesce(i.title, d.name) AS title, d.name AS offering, 1 AS count, a.ended_at AS at
          FROM grades.appeal a JOIN programmes.offering o ON o.id = a.offering_id JOIN programmes.discipline d ON d.id = o.discipline_id
          LEFT JOIN courses.item i ON i.id = a.item_id
          WHERE a.person_id = ${actor.personId} AND a.state IN ('kept', 'changed') AND a.ended_at > ${since.toISOString()}`,
        ]
      : []),
  ]
  if (asked.length === 0) return {}
  const { rows } = await ctx.db.execute<Row>(sql.join(asked, sql` UNION ALL `))
  return {
    tasks: rows
      .filter(({ kind }) => kind === 'appeals')
      .map((row) => ({ kind: row.kind, title: {}, count: row.count, since: isoOrNull(row.at), href: '/appeals' })),
    news: rows
      .filter(({ kind }) => kind === 'appeal')
      .map((row) => ({
        kind: row.kind,
        at: iso(row.at),
        title: row.title,
        offering: row.offering,
        href: `/appeals/${row.id}`,
        points: null,
        maxPoints: null,
        comment: null,
      })),
  }
}

registerTodayPart('grades.appeals', loadToday)
