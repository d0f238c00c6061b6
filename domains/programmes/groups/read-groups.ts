import { and, asc, count, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person } from '../../people/index.ts'
import type { GroupPageView, groupOut } from '../contract.ts'
import { groupStudents } from '../queries.ts'
import { discipline, offering, offeringGroup, programme, studentGroup, studentship, term } from '../tables.ts'

type GroupView = z.output<typeof groupOut>

async function select(ctx: Ctx, where: SQL | undefined): Promise<(GroupView & { departmentId: string })[]> {
  const rows = await ctx.db
    .select({
      group: studentGroup,
      programmeName: programme.name,
      departmentId: programme.departmentId,
      surname: person.surname,
      givenName: person.givenName,
      patronymic: person.patronymic,
    })
    .from(studentGroup)
    .innerJoin(programme, eq(programme.id, studentGroup.programmeId))
    .leftJoin(person, eq(person.id, studentGroup.curatorId))
    .where(where)
    .orderBy(asc(studentGroup.code))
  const ids = rows.map((row) => row.group.id)
  const counts =
    ids.length === 0
      ? []
      : await ctx.db
          .select({ groupId: studentship.groupId, students: count() })
          .from(studentship)
          .where(and(inArray(studentship.groupId, ids), inArray(studentship.state, ['studying', 'leave'])))
          .groupBy(studentship.groupId)
  const students = new Map(counts.map((row) => [row.groupId, row.students]))
  return rows.map(({ group, programmeName, departmentId, surname, givenName, patronymic }) => ({
    id: group.id,
    code: group.code,
    programmeId: group.programmeId,
    programmeName,
    departmentId,
    curriculumId: group.curriculumId,
    intakeYear: group.intakeYear,
    language: group.language,
    students: students.get(group.id) ?? 0,
    curator: group.curatorId && surname && givenName ? { personId: group.curatorId, surname, givenName, patronymic } : null,
  }))
}

/** The groups that the reader may see, by code. */
export async function readGroups(ctx: Ctx): Promise<GroupView[]> {
  const all = await select(ctx, isNull(studentGroup.closedAt))
  return all.filter((group) => ctx.actor?.can('group.read', { groupIds: [group.id], unitIds: [group.departmentId] }))
}

/** A group with its students and what it studies, newest term first. @throws 404 */
export async function readGroup(ctx: Ctx, groupId: string): Promise<GroupPageView> {
  const [[own], roll, offerings] = await Promise.all([
    select(ctx, eq(studentGroup.id, groupId)),
    groupStudents(ctx, groupId),
    ctx.db
      .select({
        id: offering.id,
        code: offering.code,
        name: discipline.name,
        termName: term.name,
        credits: offering.credits,
        startsOn: term.startsOn,
      })
      .from(offeringGroup)
      .innerJoin(offering, eq(offering.id, offeringGroup.offeringId))
      .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
      .innerJoin(term, eq(term.id, offering.termId))
      .where(eq(offeringGroup.groupId, groupId)),
  ])
  if (!own) throw problem('foundation.not-found', { status: 404 })
  offerings.sort((one, other) => other.startsOn.localeCompare(one.startsOn) || one.code.localeCompare(other.code))
  return { ...own, roll, offerings: offerings.map(({ startsOn: _startsOn, ...row }) => row) }
}
