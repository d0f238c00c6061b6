import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { civilDate, toInstant } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { meetsOn, readMeetings } from '../../learning/index.ts'
import { person } from '../../people/index.ts'
import { offeringHeading, studentsOfOffering } from '../../programmes/index.ts'
import { cell, handColumn } from '../book/tables.ts'
import { newestSchemes } from '../scheme/keep-scheme.ts'
import type { ClassView, JournalView, OwnAttendanceView } from './contract.ts'
import { classKinds, hoursOf } from './shared/presence.ts'
import { journalClass, journalPresence } from './tables.ts'

const day = 86_400_000
const lookBack = 14

/** The classes of an offering, oldest first. */
async function classesOf(ctx: Ctx, offeringId: string): Promise<ClassView[]> {
  const rows = await ctx.db
    .select({
      held: journalClass,
      maxPoints: handColumn.maxPoints,
      teacher: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic },
    })
    .from(journalClass)
    .innerJoin(person, eq(person.id, journalClass.teacherId))
    .leftJoin(handColumn, and(eq(handColumn.id, journalClass.columnId), isNull(handColumn.removedAt)))
    .where(and(eq(journalClass.offeringId, offeringId), isNull(journalClass.removedAt)))
    .orderBy(asc(journalClass.heldOn), asc(journalClass.startsAt), asc(journalClass.id))
  return rows.map(({ held, maxPoints, teacher }) => ({
    id: held.id,
    groupId: held.groupId,
    heldOn: held.heldOn,
    startsAt: held.startsAt,
    kind: held.kind as ClassView['kind'],
    hours: held.hours,
    topic: held.topic,
    teacher,
    columnId: maxPoints === null ? null : held.columnId,
    maxPoints,
    taken: held.takenAt !== null,
  }))
}

/** The journal of an offering: classes, who was at them, marks given at them, hours missed (R4.3c, R6.6a). @throws 404 */
export async function readJournal(ctx: Ctx, offeringId: string): Promise<JournalView> {
  const [heading, classes, students, meetings, scheme] = await Promise.all([
    offeringHeading(ctx, offeringId),
    classesOf(ctx, offeringId),
    studentsOfOffering(ctx, offeringId),
    readMeetings(ctx, [offeringId]),
    newestSchemes(ctx.db, [offeringId]),
  ])
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  const [classIds, columnIds] = [classes.map((one) => one.id), classes.flatMap((one) => one.columnId ?? [])]
  const [presences, marks] = await Promise.all([
    classIds.length > 0 ? ctx.db.select().from(journalPresence).where(inArray(journalPresence.classId, classIds)) : [],
    columnIds.length > 0 ? ctx.db.select().from(cell).where(inArray(cell.columnId, columnIds)) : [],
  ])
  const kept = new Map(presences.map((one) => [`${one.classId} ${one.personId}`, one]))
  const points = new Map(marks.map((one) => [`${one.columnId} ${one.personId}`, one.points]))
  return {
    offering: { id: offeringId, name: heading.name, code: heading.code, term: heading.term.name },
    groups: [...new Map(students.flatMap((one) => (one.groupId ? [[one.groupId, one.groupCode ?? '']] : []))).entries()].map(([id, code]) => ({
      id,
      code,
    })),
    classes,
    students: students.map(({ personId, surname, givenName, patronymic, groupId }) => {
      const own = classes.map((one) => kept.get(`${one.id} ${personId}`) ?? null)
      return {
        person: { id: personId, surname, givenName, patronymic },
        groupId,
        states: own.map((one) => one?.state ?? null),
        notes: own.map((one) => one?.note ?? null),
        points: classes.map((one) => (one.columnId ? (points.get(`${one.columnId} ${personId}`) ?? null) : null)),
        hours: hoursOf(classes.map((one, at) => ({ hours: one.hours, state: own[at]?.state ?? null }))),
      }
    }),
    missing: missingOf(meetings, classes, new Date()),
    parts: (scheme.get(offeringId)?.content.parts ?? []).map(({ id, title }) => ({ id, title })),
    mayWrite: actorOf(ctx).can('journal.write', { offeringId }),
  }
}

/** What the timetable holds and the journal does not: one entry stands for a class of that day and time, or of that day without a time. */
function missingOf(meetings: Awaited<ReturnType<typeof readMeetings>>, classes: readonly ClassView[], now: Date): JournalView['missing'] {
  const missing: JournalView['missing'] = []
  for (let back = 0; back < lookBack; back++) {
    const date = civilDate(now.getTime() - back * day)
    for (const one of meetings) {
      const kind = classKinds.find((known) => known === one.kind)
      if (!kind || !meetsOn(one, date)) continue
      // a class of today counts from its beginning on
      if (Date.parse(toInstant(date)) + one.starts_at * 60_000 > now.getTime()) continue
      if (classes.some((held) => held.heldOn === date && (held.startsAt === null || held.startsAt === one.starts_at))) continue
      missing.push({ heldOn: date, startsAt: one.starts_at, kind, hours: Math.max(1, Math.round(one.minutes / 45)) })
    }
  }
  return missing
}

/** One's own attendance in an offering. @throws 404 */
export async function readOwnAttendance(ctx: Ctx, offeringId: string): Promise<OwnAttendanceView> {
  const { personId } = actorOf(ctx)
  const [heading, classes, students] = await Promise.all([
    offeringHeading(ctx, offeringId),
    classesOf(ctx, offeringId),
    studentsOfOffering(ctx, offeringId),
  ])
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  const groupId = students.find((one) => one.personId === personId)?.groupId ?? null
  const own = classes.filter((one) => one.groupId === null || one.groupId === groupId)
  const presences =
    own.length > 0
      ? await ctx.db
          .select()
          .from(journalPresence)
          .where(
            and(
              eq(journalPresence.personId, personId),
              inArray(
                journalPresence.classId,
                own.map((one) => one.id),
              ),
            ),
          )
      : []
  const kept = new Map(presences.map((one) => [one.classId, one]))
  const rows = own.map(({ id, heldOn, startsAt, kind, hours, topic }) => {
    const found = kept.get(id)
    return { id, heldOn, startsAt, kind, hours, topic, state: found?.state ?? null, note: found?.note ?? null }
  })
  return { offering: { id: offeringId, name: heading.name }, classes: rows.toReversed(), hours: hoursOf(rows) }
}
