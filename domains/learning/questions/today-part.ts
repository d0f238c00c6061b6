import { sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { idList } from '../id-list.ts'
import { iso, isoOrNull } from '../instants.ts'
import { registerTodayPart, type TodayPart } from '../today-parts.ts'

interface Row extends Record<string, unknown> {
  kind: 'questions' | 'answer'
  id: string
  offering_id: string
  title: Localized
  offering: Localized
  count: number
  at: string
}

/** A teacher's unanswered questions by offering, and the answers that came to a student. One statement. */
async function loadToday(ctx: Ctx, since: Date): Promise<TodayPart> {
  const { personId, facts } = actorOf(ctx)
  const asked = [
    ...(facts.teaches.length > 0
      ? [
          sql`SELECT 'questions' AS kind, q.offering_id AS id, q.offering_id, d.name AS title, d.name AS offering, count(*)::int AS count, min(q.created_at) AS at
          FROM learning.question q JOIN programmes.offering o ON o.id = q.offering_id JOIN programmes.discipline d ON d.id = o.discipline_id
          WHERE q.offering_id IN ${idList(facts.teaches)} AND q.answered_at IS NULL GROUP BY q.offering_id, d.name`,
        ]
      : []),
    ...(facts.enrolled.length > 0
      ? [
          sql`SELECT 'answer' AS kind, q.item_id AS id, q.offering_id, i.title, d.name AS offering, 1 AS count, q.answered_at AS at
          FROM learning.question q JOIN courses.item i ON i.id = q.item_id JOIN programmes.offering o ON o.id = q.offering_id
          JOIN programmes.discipline d ON d.id = o.discipline_id
          WHERE q.person_id = ${personId} AND q.answered_at > ${since.toISOString()}`,
        ]
      : []),
  ]
  if (asked.length === 0) return {}
  const { rows } = await ctx.db.execute<Row>(sql.join(asked, sql` UNION ALL `))
  return {
    tasks: rows
      .filter(({ kind }) => kind === 'questions')
      .map((row) => ({
        kind: row.kind,
        title: row.title,
        count: row.count,
        since: isoOrNull(row.at),
        href: `/courses/${row.offering_id}/questions`,
      })),
    news: rows
      .filter(({ kind }) => kind === 'answer')
      .map((row) => ({
        kind: row.kind,
        at: iso(row.at),
        title: row.title,
        offering: row.offering,
        href: `/courses/${row.offering_id}/items/${row.id}`,
        points: null,
        maxPoints: null,
        comment: null,
      })),
  }
}

registerTodayPart('learning-questions', loadToday)
