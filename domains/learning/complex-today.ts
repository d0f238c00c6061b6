import { sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { idList } from './id-list.ts'
import { isoOrNull } from './instants.ts'
import { registerTodayPart, type TodayPart } from './today-parts.ts'

interface Row extends Record<string, unknown> {
  kind: 'complex-review' | 'complex-returned' | 'complex-approved' | 'stale'
  offering_id: string
  name: Localized
  count: number
  at: string | null
}

/** What waits around course complexes: a reviewer's reviews, an author's answers of the council and stale items (R5.3c, R2.2d). One statement. */
async function loadToday(ctx: Ctx): Promise<TodayPart> {
  const { personId, facts, can } = actorOf(ctx)
  const asked = [
    ...(can('complex.review')
      ? [
          sql`SELECT 'complex-review' AS kind, c.offering_id, d.name, 1 AS count, c.submitted_at AS at
          FROM courses.complex c JOIN programmes.offering o ON o.id = c.offering_id JOIN programmes.discipline d ON d.id = o.discipline_id
          WHERE c.state = 'submitted' AND (EXISTS (SELECT FROM courses.complex_reviewer r WHERE r.offering_id = c.offering_id AND r.person_id = ${personId})
            OR NOT EXISTS (SELECT FROM courses.complex_reviewer r WHERE r.offering_id = c.offering_id))`,
        ]
      : []),
    ...(facts.teaches.length > 0
      ? [
          sql`SELECT 'complex-' || c.state AS kind, c.offering_id, d.name, 1 AS count, c.decided_at AS at
          FROM courses.complex c JOIN programmes.offering o ON o.id = c.offering_id JOIN programmes.discipline d ON d.id = o.discipline_id
          WHERE c.state IN ('returned', 'approved') AND c.offering_id IN ${idList(facts.teaches)}`,
          sql`SELECT 'stale' AS kind, i.offering_id, d.name, count(*)::int AS count, NULL::timestamptz AS at
          FROM courses.item i JOIN courses.item_part p ON p.item_id = i.id
          JOIN programmes.offering o ON o.id = i.offering_id JOIN programmes.discipline d ON d.id = o.discipline_id
          JOIN programmes.term t ON t.id = o.term_id
          WHERE i.offering_id IN ${idList(facts.teaches)} AND NOT i.hidden AND p.review_on < current_date AND t.ends_on >= current_date
          GROUP BY i.offering_id, d.name`,
        ]
      : []),
  ]
  if (asked.length === 0) return {}
  const { rows } = await ctx.db.execute<Row>(sql.join(asked, sql` UNION ALL `))
  return {
    tasks: rows.map((row) => ({
      kind: row.kind,
      title: row.name,
      count: row.count,
      since: isoOrNull(row.at),
      href: `/courses/${row.offering_id}/complex${row.kind === 'complex-review' ? '/review' : ''}`,
    })),
  }
}

registerTodayPart('learning-complex', loadToday)
