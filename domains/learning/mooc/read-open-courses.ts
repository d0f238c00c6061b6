import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { complex, complexVersion } from '../../courses/index.ts'
import { person, unit } from '../../people/index.ts'
import { discipline, enrolment, offering, ruleDay, teaching } from '../../programmes/index.ts'
import type { OpenCoursesView, OpenCourseView } from './contract.ts'
import { mooc } from './tables.ts'

const hours = sql<number>`${offering.lectureHours} + ${offering.practicalHours} + ${offering.laboratoryHours} + ${offering.seminarHours} + ${offering.independentHours}`
const participants = sql<number>`(SELECT count(*)::int FROM ${enrolment} WHERE ${enrolment.offeringId} = ${mooc.offeringId} AND ${enrolment.leftAt} IS NULL)`

const columns = {
  slug: mooc.slug,
  name: discipline.name,
  summary: mooc.summary,
  language: offering.language,
  hours,
  participants,
  startsOn: mooc.startsOn,
  endsOn: mooc.endsOn,
  state: mooc.state,
}

/** Courses that are open to everybody on the Internet (R1.3b). */
export async function readOpenCourses(ctx: Ctx): Promise<OpenCoursesView> {
  const rows = await ctx.db
    .select(columns)
    .from(mooc)
    .innerJoin(offering, eq(offering.id, mooc.offeringId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .where(eq(mooc.state, 'open'))
    .orderBy(asc(mooc.slug))
  return { courses: rows.map(present) }
}

type Row = { name: unknown; summary: unknown; state: string; endsOn: string | null }
const present = <Found extends Row>({ state, ...row }: Found) => ({
  ...row,
  name: row.name as Localized,
  summary: row.summary as Localized,
  open: state === 'open' && (row.endsOn === null || row.endsOn >= ruleDay()),
})

/**
 * The public page of an open course. Titles come from the published version, never from the draft; contents do not leave
 * the course. A course that was closed still has its page. @throws 404, also before the first opening
 */
export async function readOpenCourse(ctx: Ctx, slug: string): Promise<OpenCourseView> {
  const [row] = await ctx.db
    .select({
      ...columns,
      offeringId: mooc.offeringId,
      audience: mooc.audience,
      department: unit.name,
      leastShare: mooc.leastShare,
      leastPoints: mooc.leastPoints,
    })
    .from(mooc)
    .innerJoin(offering, eq(offering.id, mooc.offeringId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .innerJoin(unit, eq(unit.id, offering.departmentId))
    .where(and(eq(mooc.slug, slug), inArray(mooc.state, ['open', 'closed'])))
  if (!row) throw problem('foundation.not-found', { status: 404 })
  const [[version], teachers] = await Promise.all([
    ctx.db
      .select({ outline: complexVersion.outline })
      .from(complex)
      .innerJoin(complexVersion, eq(complexVersion.id, complex.publishedVersion))
      .where(eq(complex.offeringId, row.offeringId)),
    ctx.db
      .selectDistinct({ surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
      .from(teaching)
      .innerJoin(person, eq(person.id, teaching.personId))
      .where(eq(teaching.offeringId, row.offeringId)),
  ])
  return {
    ...present(row),
    audience: row.audience ?? {},
    department: row.department as Localized,
    university: ctx.portal.universityName,
    teachers,
    sections: (version?.outline ?? []).map((part) => ({
      title: part.title,
      items: part.items.filter(({ kind }) => kind !== 'heading').map(({ title, kind }) => ({ title, kind })),
    })),
    mine: ctx.actor ? { enrolled: ctx.actor.facts.enrolled.includes(row.offeringId) } : null,
  }
}
