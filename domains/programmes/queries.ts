import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import type { ReadDb } from '../../foundation/server/database/database.ts'
import { together } from '../../foundation/server/database/together.ts'
import { person } from '../people/index.ts'
import { discipline, enrolment, offering, studentGroup, studentship, teaching, term } from './tables.ts'

/** How an offering is named everywhere: discipline, term, volume. */
export interface OfferingHeading {
  id: string
  code: string
  name: Localized
  disciplineId: string
  disciplineCode: string
  departmentId: string
  language: string
  credits: number
  controlForm: string
  elective: boolean
  term: { id: string; code: string; name: Localized; startsOn: string; endsOn: string }
}

/** A person as others of the university see them in lists. */
export interface PersonLine {
  personId: string
  surname: string
  givenName: string
  patronymic: string | null
}

/** A student of an offering, with the group through which (if any). */
export interface OfferingStudent extends PersonLine {
  groupId: string | null
  groupCode: string | null
  origin: string
  enrolledAt: Date
}

const headingColumns = {
  id: offering.id,
  code: offering.code,
  name: discipline.name,
  disciplineId: discipline.id,
  disciplineCode: discipline.code,
  departmentId: offering.departmentId,
  language: offering.language,
  credits: offering.credits,
  controlForm: offering.controlForm,
  elective: offering.elective,
  termId: term.id,
  termCode: term.code,
  termName: term.name,
  termStartsOn: term.startsOn,
  termEndsOn: term.endsOn,
}

type HeadingRow = Omit<OfferingHeading, 'term' | 'name'> & {
  name: Localized
  termId: string
  termCode: string
  termName: Localized
  termStartsOn: string
  termEndsOn: string
}

function heading({ termId, termCode, termName, termStartsOn, termEndsOn, ...row }: HeadingRow): OfferingHeading {
  return { ...row, term: { id: termId, code: termCode, name: termName, startsOn: termStartsOn, endsOn: termEndsOn } }
}

/** Headings of these offerings, newest term first; ids that do not exist are left out. */
export async function offeringHeadings(ctx: Ctx, offeringIds: string[]): Promise<OfferingHeading[]> {
  return offeringIds.length === 0 ? [] : headingsIn(ctx.db, offeringIds)
}

async function headingsIn(db: ReadDb, offeringIds: string[]): Promise<OfferingHeading[]> {
  const rows = await db
    .select(headingColumns)
    .from(offering)
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .innerJoin(term, eq(term.id, offering.termId))
    .where(inArray(offering.id, offeringIds))
    .orderBy(sql`${term.startsOn} DESC`, asc(discipline.code), asc(offering.code))
  return rows.map((row) => heading(row as HeadingRow))
}

const headings = together(async (db, offeringIds: string[]) => {
  const found = await headingsIn(db, offeringIds)
  return new Map(found.map((one) => [one.id, one]))
})

/** The heading of one offering; null when there is none. */
export async function offeringHeading(ctx: Ctx, offeringId: string): Promise<OfferingHeading | null> {
  return (await headings(ctx.db, offeringId)) ?? null
}

const personColumns = { personId: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }

/** The students who are in a group now, by name. */
export async function groupStudents(ctx: Ctx, groupId: string): Promise<(PersonLine & { recordBookNumber: string; state: string })[]> {
  return ctx.db
    .select({ ...personColumns, recordBookNumber: studentship.recordBookNumber, state: studentship.state })
    .from(studentship)
    .innerJoin(person, eq(person.id, studentship.personId))
    .where(and(eq(studentship.groupId, groupId), inArray(studentship.state, ['studying', 'leave'])))
    .orderBy(asc(person.surname), asc(person.givenName))
}

/** Who studies in an offering now, by group and name. */
export async function studentsOfOffering(ctx: Ctx, offeringId: string): Promise<OfferingStudent[]> {
  return ctx.db
    .select({
      ...personColumns,
      groupId: enrolment.groupId,
      groupCode: studentGroup.code,
      origin: enrolment.origin,
      enrolledAt: enrolment.enrolledAt,
    })
    .from(enrolment)
    .innerJoin(person, eq(person.id, enrolment.personId))
    .leftJoin(studentGroup, eq(studentGroup.id, enrolment.groupId))
    .where(and(eq(enrolment.offeringId, offeringId), isNull(enrolment.leftAt)))
    .orderBy(asc(studentGroup.code), asc(person.surname), asc(person.givenName))
}

/** The offerings in which a person studies, and those that they teach, newest term first. */
export async function myOfferings(ctx: Ctx, personId: string): Promise<{ studies: OfferingHeading[]; teaches: OfferingHeading[] }> {
  const [studied, taught] = await Promise.all([
    ctx.db
      .select({ id: enrolment.offeringId })
      .from(enrolment)
      .where(and(eq(enrolment.personId, personId), isNull(enrolment.leftAt))),
    ctx.db.selectDistinct({ id: teaching.offeringId }).from(teaching).where(eq(teaching.personId, personId)),
  ])
  const studies = new Set(studied.map((row) => row.id))
  const teaches = new Set(taught.map((row) => row.id))
  const all = await offeringHeadings(ctx, [...new Set([...studies, ...teaches])])
  return { studies: all.filter((one) => studies.has(one.id)), teaches: all.filter((one) => teaches.has(one.id)) }
}
