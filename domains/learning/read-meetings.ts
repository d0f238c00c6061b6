import { sql } from 'drizzle-orm'
import { civilDate, toInstant } from '../../foundation/i18n/format.ts'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import type { MeetingView } from './contract.ts'
import { idList } from './id-list.ts'

const day = 86_400_000

/** A weekly meeting with the term it runs in. Minutes count from local midnight, weekday 1 is Monday. */
export interface MeetingRow extends Record<string, unknown> {
  offering_id: string
  name: Localized
  weekday: number
  starts_at: number
  minutes: number
  kind: string
  weeks: string
  place: string
  room: string | null
  starts_on: string
  ends_on: string
}

/** The weekly meetings of offerings. */
export async function readMeetings(ctx: Ctx, ids: string[]): Promise<MeetingRow[]> {
  if (ids.length === 0) return []
  const result = await ctx.db.execute<MeetingRow>(sql`
    SELECT weekly_meeting.offering_id, discipline.name, weekday, weekly_meeting.starts_at, weekly_meeting.minutes, weekly_meeting.kind, weeks, place, room,
      term.starts_on::text, term.ends_on::text
    FROM programmes.weekly_meeting
    JOIN programmes.offering ON offering.id = weekly_meeting.offering_id
    JOIN programmes.discipline ON discipline.id = offering.discipline_id
    JOIN programmes.term ON term.id = offering.term_id
    WHERE weekly_meeting.offering_id IN ${idList(ids)}`)
  return result.rows
}

/** Number of the teaching week that a plain date lies in; the week of the term's first day is 1. */
export function teachingWeek(termStart: string, date: string): number {
  const mondayOf = (plain: string): number => {
    const at = Date.parse(`${plain}T00:00:00Z`)
    return at - ((new Date(at).getUTCDay() + 6) % 7) * day
  }
  return Math.round((mondayOf(date) - mondayOf(termStart)) / (7 * day)) + 1
}

/** Whether a weekly meeting takes place on a plain date. */
export function meetsOn(meeting: MeetingRow, date: string): boolean {
  if (date < meeting.starts_on || date > meeting.ends_on) return false
  if (((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1 !== meeting.weekday) return false
  const odd = teachingWeek(meeting.starts_on, date) % 2 === 1
  return meeting.weeks === 'all' || (meeting.weeks === 'odd') === odd
}

/** Today's meetings in order, and the next one after today within two weeks. */
export function placeMeetings(rows: MeetingRow[], teaches: Set<string>, now: Date): { meetings: MeetingView[]; nextMeeting: MeetingView | null } {
  const on = (offset: number): MeetingView[] => {
    const date = civilDate(now.getTime() + offset * day)
    return rows
      .filter((row) => meetsOn(row, date))
      .map((row) => present(row, date, teaches.has(row.offering_id)))
      .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
  }
  let nextMeeting: MeetingView | null = null
  for (let offset = 1; offset <= 14 && !nextMeeting && rows.length > 0; offset++) nextMeeting = on(offset)[0] ?? null
  return { meetings: on(0), nextMeeting }
}

function present(row: MeetingRow, date: string, teaching: boolean): MeetingView {
  const starts = Date.parse(toInstant(date)) + row.starts_at * 60_000
  return {
    offeringId: row.offering_id,
    name: row.name,
    kind: row.kind,
    startsAt: new Date(starts).toISOString(),
    endsAt: new Date(starts + row.minutes * 60_000).toISOString(),
    place: row.place,
    room: row.room,
    teaching,
  }
}
