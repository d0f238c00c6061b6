import { sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { idList, isoOrNull, registerTodayPart, type TodayPart } from '../../learning/index.ts'

interface Row extends Record<string, unknown> {
  item_id: string
  offering_id: string
  title: Localized
  count: number
  since: string
}

/** Attempts of a teacher's tests that wait for a person, by test. */
async function loadToday(ctx: Ctx): Promise<TodayPart> {
  const { facts } = actorOf(ctx)
  if (facts.teaches.length === 0) return {}
  const { rows } = await ctx.db.execute<Row>(sql`
    SELECT attempt.item_id, attempt.offering_id, item.title, count(*)::int AS count, min(attempt.submitted_at) AS since
    FROM exams.attempt JOIN courses.item ON item.id = attempt.item_id
    WHERE attempt.offering_id IN ${idList(facts.teaches)} AND attempt.submitted_at IS NOT NULL AND attempt.points IS NULL
    GROUP BY attempt.item_id, attempt.offering_id, item.title`)
  return {
    tasks: rows.map((row) => ({
      kind: 'marking',
      title: row.title,
      count: row.count,
      since: isoOrNull(row.since),
      href: `/courses/${row.offering_id}/items/${row.item_id}/marking`,
    })),
  }
}

registerTodayPart('exams', loadToday)
