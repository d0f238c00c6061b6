import { and, eq, gte, inArray, isNull, lte } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { person } from '../../people/index.ts'
import type { WeekView } from '../contract.ts'
import { ruleDay } from '../rules.ts'
import { discipline, enrolment, offering, offeringGroup, studentGroup, teaching, term, weeklyMeeting } from '../tables.ts'
import { presentTerm } from '../terms/read-terms.ts'

const dayLength = 86_400_000

/** The Monday of a day's week; days are `YYYY-MM-DD`. */
export function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  return plusDays(day, -((at.getUTCDay() + 6) % 7))
}

/** A day so many days later. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)
}

/** The number of a week in a term: the week that holds its first day is 1, so odd and even weeks are told apart. */
export function weekNumber(monday: string, termStartsOn: string): number {
  return Math.round((Date.parse(monday) - Date.parse(mondayOf(termStartsOn))) / (7 * dayLength)) + 1
}

/** A person's meetings in the week of a day: what they study and what they teach, by day and hour. */
export async function readWeek(ctx: Ctx, personId: string, day?: string): Promise<WeekView> {
  const monday = mondayOf(day ?? ruleDay(new Date(), ctx.portal.config.timeZone))
  const sunday = plusDays(monday, 6)
  const [terms, studied, taught] = await Promise.all([
    ctx.db
      .select()
      .from(term)
      .where(and(lte(term.startsOn, sunday), gte(term.endsOn, monday))),
    ctx.db
      .select({ id: enrolment.offeringId })
      .from(enrolment)
      .where(and(eq(enrolment.personId, personId), isNull(enrolment.leftAt))),
    ctx.db.selectDistinct({ id: teaching.offeringId }).from(teaching).where(eq(teaching.personId, personId)),
  ])
  const [first] = terms
  const base = { monday, number: first ? weekNumber(monday, first.startsOn) : null, term: first ? presentTerm(first) : null }
  const teaches = new Set(taught.map((row) => row.id))
  const ids = [...new Set([...studied, ...taught].map((row) => row.id))]
  if (ids.length === 0 || terms.length === 0) return { ...base, meetings: [] }
  const [rows, teachers, groups] = await Promise.all([
    ctx.db
      .select({ meeting: weeklyMeeting, name: discipline.name, termId: offering.termId })
      .from(weeklyMeeting)
      .innerJoin(offering, eq(offering.id, weeklyMeeting.offeringId))
      .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
      .where(
        and(
          inArray(weeklyMeeting.offeringId, ids),
          inArray(
            offering.termId,
            terms.map((one) => one.id),
          ),
        ),
      ),
    ctx.db
      .selectDistinct({
        offeringId: teaching.offeringId,
        personId: person.id,
        surname: person.surname,
        givenName: person.givenName,
        patronymic: person.patronymic,
      })
      .from(teaching)
      .innerJoin(person, eq(person.id, teaching.personId))
      .where(inArray(teaching.offeringId, ids)),
    ctx.db
      .select({ offeringId: offeringGroup.offeringId, code: studentGroup.code })
      .from(offeringGroup)
      .innerJoin(studentGroup, eq(studentGroup.id, offeringGroup.groupId))
      .where(inArray(offeringGroup.offeringId, ids)),
  ])
  const meetings = rows.flatMap(({ meeting, name, termId }) => {
    const own = terms.find((one) => one.id === termId)
    const date = plusDays(monday, meeting.weekday - 1)
    if (!own || date < own.startsOn || date > own.endsOn) return []
    const odd = weekNumber(monday, own.startsOn) % 2 === 1
    if ((meeting.weeks === 'odd' && !odd) || (meeting.weeks === 'even' && odd)) return []
    const { offeringId } = meeting
    return [
      {
        ...meeting,
        date,
        name,
        role: teaches.has(offeringId) ? ('teacher' as const) : ('student' as const),
        teachers: teachers.filter((one) => one.offeringId === offeringId).map(({ offeringId: _offering, ...teacher }) => teacher),
        groups: groups
          .filter((one) => one.offeringId === offeringId)
          .map((one) => one.code)
          .toSorted(),
      },
    ]
  })
  meetings.sort((one, other) => one.weekday - other.weekday || one.startsAt - other.startsAt)
  return { ...base, meetings }
}
