import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person } from '../../people/index.ts'
import type { OfferingRow, offeringOut } from '../contract.ts'
import { offeringHeadings } from '../queries.ts'
import { electiveWait, enrolment, offering, offeringGroup, studentGroup, teaching, weeklyMeeting } from '../tables.ts'

/** Headings with teachers, groups and numbers of students, for lists; as many statements for one as for a thousand. */
async function readRows(ctx: Ctx, ids: string[]): Promise<OfferingRow[]> {
  if (ids.length === 0) return []
  const [headings, groups, teachers, students, waiting, volumes] = await Promise.all([
    offeringHeadings(ctx, ids),
    ctx.db
      .select({ offeringId: offeringGroup.offeringId, id: studentGroup.id, code: studentGroup.code })
      .from(offeringGroup)
      .innerJoin(studentGroup, eq(studentGroup.id, offeringGroup.groupId))
      .where(inArray(offeringGroup.offeringId, ids))
      .orderBy(asc(studentGroup.code)),
    ctx.db
      .select({
        offeringId: teaching.offeringId,
        teachingId: teaching.id,
        kind: teaching.kind,
        personId: person.id,
        surname: person.surname,
        givenName: person.givenName,
        patronymic: person.patronymic,
      })
      .from(teaching)
      .innerJoin(person, eq(person.id, teaching.personId))
      .where(inArray(teaching.offeringId, ids))
      .orderBy(asc(person.surname)),
    ctx.db
      .select({ offeringId: enrolment.offeringId, number: count() })
      .from(enrolment)
      .where(and(inArray(enrolment.offeringId, ids), isNull(enrolment.leftAt)))
      .groupBy(enrolment.offeringId),
    ctx.db
      .select({ offeringId: electiveWait.offeringId, number: count() })
      .from(electiveWait)
      .where(inArray(electiveWait.offeringId, ids))
      .groupBy(electiveWait.offeringId),
    ctx.db.select({ id: offering.id, places: offering.places, electivePool: offering.electivePool }).from(offering).where(inArray(offering.id, ids)),
  ])
  const of = <Row extends { offeringId: string }>(rows: Row[]) => Map.groupBy(rows, (row) => row.offeringId)
  const [groupsOf, teachersOf, studentsOf, waitingOf] = [of(groups), of(teachers), of(students), of(waiting)]
  const volumeOf = new Map(volumes.map((row) => [row.id, row]))
  return headings.map((heading) => ({
    ...heading,
    places: volumeOf.get(heading.id)?.places ?? null,
    electivePool: volumeOf.get(heading.id)?.electivePool ?? null,
    students: studentsOf.get(heading.id)?.[0]?.number ?? 0,
    waiting: waitingOf.get(heading.id)?.[0]?.number ?? 0,
    groups: (groupsOf.get(heading.id) ?? []).map(({ id, code }) => ({ id, code })),
    teachers: (teachersOf.get(heading.id) ?? []).map(({ offeringId: _offering, ...teacher }) => teacher),
  }))
}

/** The offerings of a term that the reader may see. */
export async function readTermOfferings(ctx: Ctx, termId: string): Promise<OfferingRow[]> {
  const all = await ctx.db.select({ id: offering.id }).from(offering).where(eq(offering.termId, termId))
  const rows = await readRows(
    ctx,
    all.map((row) => row.id),
  )
  return rows.filter((row) =>
    ctx.actor?.can('offering.read', { offeringId: row.id, unitIds: [row.departmentId], groupIds: row.groups.map((group) => group.id) }),
  )
}

/** One offering with its hours and weekly meetings. @throws 404 */
export async function readOffering(ctx: Ctx, offeringId: string): Promise<z.output<typeof offeringOut>> {
  const [[row], [own], meetings] = await Promise.all([
    readRows(ctx, [offeringId]),
    ctx.db
      .select({
        lectureHours: offering.lectureHours,
        practicalHours: offering.practicalHours,
        laboratoryHours: offering.laboratoryHours,
        seminarHours: offering.seminarHours,
        independentHours: offering.independentHours,
      })
      .from(offering)
      .where(eq(offering.id, offeringId)),
    ctx.db
      .select()
      .from(weeklyMeeting)
      .where(eq(weeklyMeeting.offeringId, offeringId))
      .orderBy(asc(weeklyMeeting.weekday), asc(weeklyMeeting.startsAt)),
  ])
  if (!row || !own) throw problem('foundation.not-found', { status: 404 })
  return { ...row, ...own, meetings: meetings.map(({ offeringId: _offering, ...meeting }) => meeting) }
}
