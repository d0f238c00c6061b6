import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { person } from '../people/index.ts'
import { discipline, enrolment, groupStudents, myOfferings, offering, offeringGroup, studentGroup, studentship, term } from '../programmes/index.ts'
import type { GroupRecordView, LineView, RecordView } from './contract.ts'
import { averageOf } from './average.ts'
import { presentLine } from './present-line.ts'
import { readDebts, type Debt } from './sheets/read-debts.ts'
import { sheet } from './sheets/tables.ts'
import { recordLine } from './tables.ts'

const average = (rows: { credits: number; line: LineView | null }[]): number | null =>
  averageOf(rows.flatMap((row) => (row.line ? [{ credits: row.credits, gpa: row.line.gpa }] : [])))

const debtIn = (line: LineView | undefined, of: (line: LineView) => Debt | null): Debt | null => (line?.final ? of(line) : null)

/** A student's record: every discipline by term, newest first, with the average to date (R3.6b). @throws 404 */
export async function readRecord(ctx: Ctx, personId: string): Promise<RecordView> {
  const [[who], { studies }, lines, [place], debtOf] = await Promise.all([
    ctx.db
      .select({ id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
      .from(person)
      .where(eq(person.id, personId)),
    myOfferings(ctx, personId),
    ctx.db
      .select({ line: recordLine, number: sheet.number })
      .from(recordLine)
      .leftJoin(sheet, eq(sheet.id, recordLine.sheetId))
      .where(eq(recordLine.personId, personId)),
    ctx.db
      .select({ group: studentGroup.code, number: studentship.recordBookNumber })
      .from(studentship)
      .innerJoin(studentGroup, eq(studentGroup.id, studentship.groupId))
      .where(and(eq(studentship.personId, personId), inArray(studentship.state, ['studying', 'leave']))),
    readDebts(ctx, personId),
  ])
  if (!who) throw problem('foundation.not-found', { status: 404 })
  const byOffering = new Map(lines.map(({ line, number }) => [line.offeringId, { line: presentLine(line), number }]))
  const all = studies.map((one) => ({
    debt: debtIn(byOffering.get(one.id)?.line, (line) => debtOf(one.id, line)),
    offeringId: one.id,
    code: one.disciplineCode,
    name: one.name,
    credits: one.credits,
    controlForm: one.controlForm,
    line: byOffering.get(one.id)?.line ?? null,
    sheetNumber: byOffering.get(one.id)?.number ?? null,
    term: one.term,
  }))
  const terms = [...new Map(all.map((one) => [one.term.id, one.term])).values()].toSorted((a, b) => b.startsOn.localeCompare(a.startsOn))
  return {
    person: who,
    group: place?.group ?? null,
    recordBookNumber: place?.number ?? null,
    average: average(all),
    creditsEarned: all.reduce((sum, one) => sum + (one.line?.final && one.line.gpa > 0 ? one.credits : 0), 0),
    terms: terms.map((one) => {
      const own = all.filter((row) => row.term.id === one.id)
      return { id: one.id, name: one.name, average: average(own), lines: own.map(({ term: _term, ...row }) => row) }
    }),
  }
}

/** The record of a group in a term: students by disciplines. The newest running term unless told. @throws 404 */
export async function readGroupRecord(ctx: Ctx, groupId: string, termId?: string): Promise<GroupRecordView> {
  const [[group], students, offered] = await Promise.all([
    ctx.db.select({ id: studentGroup.id, code: studentGroup.code }).from(studentGroup).where(eq(studentGroup.id, groupId)),
    groupStudents(ctx, groupId),
    ctx.db
      .select({
        id: offering.id,
        code: discipline.code,
        name: discipline.name,
        credits: offering.credits,
        termId: term.id,
        termName: term.name,
        startsOn: term.startsOn,
      })
      .from(offeringGroup)
      .innerJoin(offering, eq(offering.id, offeringGroup.offeringId))
      .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
      .innerJoin(term, eq(term.id, offering.termId))
      .where(eq(offeringGroup.groupId, groupId))
      .orderBy(asc(discipline.code)),
  ])
  if (!group) throw problem('foundation.not-found', { status: 404 })
  const terms = [...new Map(offered.map((row) => [row.termId, { id: row.termId, name: row.termName, startsOn: row.startsOn }])).values()].toSorted(
    (a, b) => b.startsOn.localeCompare(a.startsOn),
  )
  const today = new Date().toISOString().slice(0, 10)
  const chosen = termId ?? (terms.find((one) => one.startsOn <= today) ?? terms[0])?.id ?? null
  const offerings = offered.filter((row) => row.termId === chosen)
  const lines =
    offerings.length > 0 && students.length > 0
      ? await ctx.db
          .select({ line: recordLine })
          .from(recordLine)
          .innerJoin(
            enrolment,
            and(eq(enrolment.offeringId, recordLine.offeringId), eq(enrolment.personId, recordLine.personId), isNull(enrolment.leftAt)),
          )
          .where(
            and(
              inArray(
                recordLine.offeringId,
                offerings.map((row) => row.id),
              ),
              inArray(
                recordLine.personId,
                students.map((row) => row.personId),
              ),
            ),
          )
      : []
  const byKey = new Map(lines.map(({ line }) => [`${line.personId} ${line.offeringId}`, presentLine(line)]))
  return {
    group,
    terms: terms.map(({ id, name }) => ({ id, name })),
    termId: chosen,
    offerings: offerings.map(({ id, code, name, credits }) => ({ id, code, name, credits })),
    students: students.map((one) => {
      const own = offerings.map((row) => ({ credits: row.credits, line: byKey.get(`${one.personId} ${row.id}`) ?? null }))
      return {
        person: { id: one.personId, surname: one.surname, givenName: one.givenName, patronymic: one.patronymic },
        recordBookNumber: one.recordBookNumber,
        average: average(own),
        lines: own.map((row) => row.line),
      }
    }),
  }
}
