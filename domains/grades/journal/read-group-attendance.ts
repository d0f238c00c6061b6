import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import { civilDate } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { discipline, groupStudents, offering, offeringGroup, studentGroup, term } from '../../programmes/index.ts'
import type { GroupAttendanceView } from './contract.ts'
import { hoursOf } from './shared/presence.ts'
import { journalClass, journalPresence } from './tables.ts'

/** How the students of a group attended their disciplines in a term: hours held, missed, excused. The running term unless told. @throws 404 */
export async function readGroupAttendance(ctx: Ctx, groupId: string, termId?: string): Promise<GroupAttendanceView> {
  const [[group], students, offered] = await Promise.all([
    ctx.db.select({ id: studentGroup.id, code: studentGroup.code }).from(studentGroup).where(eq(studentGroup.id, groupId)),
    groupStudents(ctx, groupId),
    ctx.db
      .select({ id: offering.id, code: discipline.code, name: discipline.name, termId: term.id, termName: term.name, startsOn: term.startsOn })
      .from(offeringGroup)
      .innerJoin(offering, eq(offering.id, offeringGroup.offeringId))
      .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
      .innerJoin(term, eq(term.id, offering.termId))
      .where(eq(offeringGroup.groupId, groupId))
      .orderBy(asc(discipline.code)),
  ])
  if (!group) throw problem('foundation.not-found', { status: 404 })
  const terms = [...new Map(offered.map((row) => [row.termId, row])).values()].toSorted((a, b) => b.startsOn.localeCompare(a.startsOn))
  const today = civilDate(new Date())
  const chosen = termId ?? (terms.find((one) => one.startsOn <= today) ?? terms[0])?.termId ?? null
  const offerings = offered.filter((row) => row.termId === chosen)
  const rows =
    offerings.length > 0 && students.length > 0
      ? await ctx.db
          .select({
            offeringId: journalClass.offeringId,
            hours: journalClass.hours,
            personId: journalPresence.personId,
            state: journalPresence.state,
          })
          .from(journalPresence)
          .innerJoin(journalClass, eq(journalClass.id, journalPresence.classId))
          .where(
            and(
              isNull(journalClass.removedAt),
              or(isNull(journalClass.groupId), eq(journalClass.groupId, groupId)),
              inArray(
                journalClass.offeringId,
                offerings.map((row) => row.id),
              ),
              inArray(
                journalPresence.personId,
                students.map((row) => row.personId),
              ),
            ),
          )
      : []
  const byStudent = Map.groupBy(rows, (row) => row.personId)
  return {
    group,
    terms: terms.map((one) => ({ id: one.termId, name: one.termName })),
    termId: chosen,
    offerings: offerings.map(({ id, code, name }) => ({ id, code, name })),
    students: students.map(({ personId, surname, givenName, patronymic }) => {
      const own = byStudent.get(personId) ?? []
      return {
        person: { id: personId, surname, givenName, patronymic },
        hours: offerings.map((one) => hoursOf(own.filter((row) => row.offeringId === one.id))),
        total: hoursOf(own),
      }
    }),
  }
}
