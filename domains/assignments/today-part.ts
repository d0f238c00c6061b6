import { sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { idList, isoOrNull, registerTodayPart, type TodayPart } from '../learning/index.ts'

interface Row extends Record<string, unknown> {
  kind: 'marking' | 'rework'
  id: string
  offering_id: string
  title: Localized
  count: number
  since: string
}

/** What waits: a teacher's unmarked work by offering, and a student's own work that came back. One statement. */
async function loadToday(ctx: Ctx): Promise<TodayPart> {
  const { personId, facts } = actorOf(ctx)
  const asked = [
    ...(facts.teaches.length > 0
      ? [
          sql`SELECT 'marking' AS kind, submission.offering_id AS id, submission.offering_id, discipline.name AS title, count(*)::int AS count, min(submitted_at) AS since
          FROM assignments.submission JOIN programmes.offering ON offering.id = submission.offering_id JOIN programmes.discipline ON discipline.id = offering.discipline_id
          WHERE submission.offering_id IN ${idList(facts.teaches)} AND state = 'submitted' GROUP BY submission.offering_id, discipline.name`,
        ]
      : []),
    ...(facts.enrolled.length > 0
      ? [
          sql`SELECT 'rework' AS kind, submission.item_id AS id, submission.offering_id, item.title, 1 AS count, marked_at AS since
          FROM assignments.submission JOIN courses.item ON item.id = submission.item_id
          WHERE submission.person_id = ${personId} AND state = 'returned' AND NOT EXISTS
            (SELECT FROM assignments.submission newer WHERE newer.item_id = submission.item_id AND newer.person_id = submission.person_id AND newer.round > submission.round)`,
        ]
      : []),
  ]
  if (asked.length === 0) return {}
  const result = await ctx.db.execute<Row>(sql.join(asked, sql` UNION ALL `))
  return {
    tasks: result.rows.map((row) => ({
      kind: row.kind,
      title: row.title,
      count: row.count,
      since: isoOrNull(row.since),
      href: row.kind === 'marking' ? `/courses/${row.offering_id}/marking` : `/courses/${row.offering_id}/items/${row.id}`,
    })),
  }
}

registerTodayPart('assignments', loadToday)
