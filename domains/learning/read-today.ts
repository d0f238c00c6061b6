import { sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { idList } from './id-list.ts'
import type { TodayView } from './contract.ts'
import { iso, isoOrNull } from './instants.ts'
import { placeMeetings, readMeetings } from './read-meetings.ts'
import { loadTodayParts } from './today-parts.ts'

const day = 86_400_000

interface OfferingRow extends Record<string, unknown> {
  id: string
  code: string
  name: Localized
  students: number
  total: number
  completed: number
}

interface ItemRow extends Record<string, unknown> {
  item_id: string
  offering_id: string
  kind: string
  title: Localized
  offering: Localized
  at: string
  place: number
}

/** Items of running offerings that students see; `seen` is the statement that the conditions of each list go into. */
const visibleItems = (columns: ReturnType<typeof sql>, rest: ReturnType<typeof sql>) => sql`
  SELECT item.id AS item_id, item.offering_id, item.kind, item.title, discipline.name AS offering, ${columns}
  FROM courses.item
  JOIN courses.section ON section.id = item.section_id
  JOIN programmes.offering ON offering.id = item.offering_id
  JOIN programmes.discipline ON discipline.id = offering.discipline_id
  ${rest}`

/**
 * The cabinet in one call (R3.6a): today's meetings, deadlines, what is new, what waits, where to go on, the offerings.
 * At most eight statements, however many offerings there are.
 */
export async function readToday(ctx: Ctx, now = new Date()): Promise<TodayView> {
  const { personId, facts } = actorOf(ctx)
  const everything = [...new Set([...facts.teaches, ...facts.enrolled])]
  const since = await readSince(ctx, personId, now)
  const horizon = since ?? new Date(now.getTime() - 14 * day)
  const [offerings, meetings, deadlines, fresh, resume, behind, parts] = await Promise.all([
    readOfferings(ctx, everything, personId, now),
    readMeetings(ctx, everything),
    readDeadlines(ctx, facts.enrolled, personId, now),
    readNewItems(ctx, facts.enrolled, personId, horizon, now),
    readResume(ctx, facts.enrolled, personId),
    readBehind(ctx, facts.teaches, now),
    loadTodayParts(ctx, horizon),
  ])
  const teaches = new Set(facts.teaches)
  const placed = placeMeetings(meetings, teaches, now)
  const newItems = fresh.map((row) => ({
    kind: 'item',
    at: iso(row.at),
    title: row.title,
    offering: row.offering,
    href: `/courses/${row.offering_id}/items/${row.item_id}`,
    points: null,
    maxPoints: null,
    comment: null,
  }))
  return {
    at: now.toISOString(),
    newSince: isoOrNull(since),
    ...placed,
    deadlines: deadlines.map((row) => ({
      itemId: row.item_id,
      offeringId: row.offering_id,
      kind: row.kind,
      title: row.title,
      offering: row.offering,
      dueAt: iso(row.at),
    })),
    news: [...parts.news, ...newItems].toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, 12),
    tasks: parts.tasks,
    resume: resume
      ? { itemId: resume.item_id, offeringId: resume.offering_id, title: resume.title, offering: resume.offering, place: resume.place }
      : null,
    offerings: offerings.map((row) => ({
      offeringId: row.id,
      name: row.name,
      code: row.code,
      teaching: teaches.has(row.id),
      students: teaches.has(row.id) ? row.students : null,
      total: row.total,
      completed: row.completed,
    })),
    behind: behind.map((row) => ({
      person: { id: row.person_id, surname: row.surname, givenName: row.given_name, patronymic: row.patronymic },
      offeringId: row.offering_id,
      offering: row.name,
      overdue: row.overdue,
      lastAt: isoOrNull(row.last_at),
    })),
  }
}

/** Since when things are new: the last look, if it is over; else the one before it. */
async function readSince(ctx: Ctx, personId: string, now: Date): Promise<Date | null> {
  const result = await ctx.db.execute<{ at: string; before: string | null }>(sql`SELECT at, before FROM learning.visit WHERE person_id = ${personId}`)
  const row = result.rows[0]
  if (!row) return null
  const at = new Date(row.at)
  return now.getTime() - at.getTime() > visitLasts ? at : row.before ? new Date(row.before) : null
}

/** A visit that is resumed within this time is the same visit. */
export const visitLasts = 30 * 60_000

async function readOfferings(ctx: Ctx, ids: string[], personId: string, now: Date): Promise<OfferingRow[]> {
  if (ids.length === 0) return []
  const result = await ctx.db.execute<OfferingRow>(sql`
    SELECT offering.id, offering.code, discipline.name,
      (SELECT count(*)::int FROM programmes.enrolment WHERE enrolment.offering_id = offering.id AND left_at IS NULL) AS students,
      counted.total, counted.completed
    FROM programmes.offering
    JOIN programmes.discipline ON discipline.id = offering.discipline_id
    JOIN programmes.term ON term.id = offering.term_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS total, count(item_progress.completed_at)::int AS completed
      FROM courses.item JOIN courses.section ON section.id = item.section_id
      LEFT JOIN learning.item_progress ON item_progress.item_id = item.id AND item_progress.person_id = ${personId}
      WHERE item.offering_id = offering.id AND NOT item.hidden AND NOT item.draft_only AND NOT section.hidden AND item.kind <> 'heading'
    ) AS counted
    WHERE offering.id IN ${idList(ids)} AND term.ends_on >= ${civil(now)}::date - 14 AND term.starts_on <= ${civil(now)}::date + 30
    ORDER BY term.starts_on DESC, offering.code`)
  return result.rows
}

async function readDeadlines(ctx: Ctx, ids: string[], personId: string, now: Date): Promise<ItemRow[]> {
  if (ids.length === 0) return []
  const result = await ctx.db.execute<ItemRow>(
    visibleItems(
      sql`greatest(own_deadline.due_at, item.due_at) AS at, 0 AS place`,
      sql`
    LEFT JOIN learning.item_progress ON item_progress.item_id = item.id AND item_progress.person_id = ${personId}
    LEFT JOIN courses.own_deadline ON own_deadline.item_id = item.id AND own_deadline.person_id = ${personId}
    WHERE item.offering_id IN ${idList(ids)} AND NOT item.hidden AND NOT item.draft_only AND NOT section.hidden AND item_progress.completed_at IS NULL
      AND (item.opens_at IS NULL OR item.opens_at <= ${now.toISOString()})
      AND item.due_at IS NOT NULL AND greatest(own_deadline.due_at, item.due_at) BETWEEN ${new Date(now.getTime() - 14 * day).toISOString()} AND ${new Date(now.getTime() + 14 * day).toISOString()}
    ORDER BY at LIMIT 12`,
    ),
  )
  return result.rows
}

async function readNewItems(ctx: Ctx, ids: string[], personId: string, since: Date, now: Date): Promise<ItemRow[]> {
  if (ids.length === 0) return []
  const appeared = sql`greatest(item.created_at, item.opens_at)`
  const result = await ctx.db.execute<ItemRow>(
    visibleItems(
      sql`${appeared} AS at, 0 AS place`,
      sql`
    WHERE item.offering_id IN ${idList(ids)} AND NOT item.hidden AND NOT item.draft_only AND NOT section.hidden AND item.kind <> 'heading'
      AND ${appeared} > ${since.toISOString()} AND ${appeared} <= ${now.toISOString()}
      AND NOT EXISTS (SELECT FROM learning.item_progress WHERE item_progress.item_id = item.id AND item_progress.person_id = ${personId})
    ORDER BY at DESC LIMIT 8`,
    ),
  )
  return result.rows
}

async function readResume(ctx: Ctx, ids: string[], personId: string): Promise<ItemRow | null> {
  if (ids.length === 0) return null
  const result = await ctx.db.execute<ItemRow>(
    visibleItems(
      sql`item_progress.last_at AS at, item_progress.place`,
      sql`
    JOIN learning.item_progress ON item_progress.item_id = item.id AND item_progress.person_id = ${personId}
    WHERE item.offering_id IN ${idList(ids)} AND NOT item.hidden AND NOT item.draft_only AND NOT section.hidden AND item_progress.completed_at IS NULL
    ORDER BY item_progress.last_at DESC LIMIT 1`,
    ),
  )
  return result.rows[0] ?? null
}

interface BehindRow extends Record<string, unknown> {
  person_id: string
  surname: string
  given_name: string
  patronymic: string | null
  offering_id: string
  name: Localized
  overdue: number
  last_at: string | null
}

/** Students who have let at least two deadlines pass, most first. */
async function readBehind(ctx: Ctx, ids: string[], now: Date): Promise<BehindRow[]> {
  if (ids.length === 0) return []
  const result = await ctx.db.execute<BehindRow>(sql`
    SELECT person.id AS person_id, person.surname, person.given_name, person.patronymic, offering.id AS offering_id, discipline.name,
      count(*)::int AS overdue, (SELECT max(last_at) FROM learning.item_progress seen WHERE seen.person_id = person.id AND seen.offering_id = offering.id) AS last_at
    FROM programmes.enrolment
    JOIN people.person ON person.id = enrolment.person_id
    JOIN programmes.offering ON offering.id = enrolment.offering_id
    JOIN programmes.term ON term.id = offering.term_id AND term.ends_on >= ${civil(now)}::date
    JOIN programmes.discipline ON discipline.id = offering.discipline_id
    JOIN courses.item ON item.offering_id = offering.id AND NOT item.hidden AND NOT item.draft_only AND item.kind IN ('test', 'assignment') AND item.due_at < ${now.toISOString()}
      AND NOT EXISTS (SELECT FROM courses.own_deadline own WHERE own.item_id = item.id AND own.person_id = person.id AND own.due_at >= ${now.toISOString()})
    JOIN courses.section ON section.id = item.section_id AND NOT section.hidden
    LEFT JOIN learning.item_progress ON item_progress.item_id = item.id AND item_progress.person_id = person.id
    WHERE enrolment.offering_id IN ${idList(ids)} AND enrolment.left_at IS NULL AND item_progress.completed_at IS NULL
    GROUP BY person.id, offering.id, discipline.name
    HAVING count(*) >= 2
    ORDER BY overdue DESC, last_at NULLS FIRST LIMIT 10`)
  return result.rows
}

const civil = (now: Date): string => now.toISOString().slice(0, 10)
