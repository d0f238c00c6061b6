import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { iso, isoOrNull } from '../instants.ts'
import type { ParticipantsView } from './contract.ts'
import { percentOf } from './rules.ts'

const pageSize = 50

interface Row extends Record<string, unknown> {
  id: string
  surname: string
  given_name: string
  patronymic: string | null
  enrolled_at: string
  done: number
  total: number
  last_at: string | null
  code: string | null
  found: number
}

/** Participants of an open course, a page at a time: there may be thousands. One statement. */
export async function readParticipants(ctx: Ctx, offeringId: string, { q, page }: { q: string; page: number }): Promise<ParticipantsView> {
  const like = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await ctx.db.execute<Row>(sql`
    WITH shown AS (
      SELECT p.id, p.surname, p.given_name, p.patronymic, e.enrolled_at, count(*) OVER ()::int AS found
      FROM programmes.enrolment e JOIN people.person p ON p.id = e.person_id
      WHERE e.offering_id = ${offeringId} AND e.left_at IS NULL AND (${q} = '' OR lower(p.surname || ' ' || p.given_name) LIKE ${like})
      ORDER BY p.surname, p.given_name, p.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}),
    items AS (
      SELECT i.id FROM courses.item i JOIN courses.section s ON s.id = i.section_id
      WHERE i.offering_id = ${offeringId} AND NOT i.hidden AND NOT i.draft_only AND NOT s.hidden AND i.kind <> 'heading')
    SELECT shown.*, (SELECT count(*)::int FROM items) AS total,
      (SELECT count(*)::int FROM learning.item_progress g WHERE g.person_id = shown.id AND g.completed_at IS NOT NULL AND g.item_id IN (SELECT id FROM items)) AS done,
      (SELECT max(g.last_at) FROM learning.item_progress g WHERE g.person_id = shown.id AND g.offering_id = ${offeringId}) AS last_at,
      (SELECT c.code FROM learning.certificate c WHERE c.person_id = shown.id AND c.offering_id = ${offeringId} AND c.revoked_at IS NULL) AS code
    FROM shown ORDER BY shown.surname, shown.given_name, shown.id`)
  return {
    total: rows[0]?.found ?? 0,
    pageSize,
    people: rows.map((row) => ({
      person: { id: row.id, surname: row.surname, givenName: row.given_name, patronymic: row.patronymic },
      enrolledAt: iso(row.enrolled_at),
      share: percentOf(row.done, row.total),
      lastAt: isoOrNull(row.last_at),
      certificate: row.code,
    })),
  }
}
