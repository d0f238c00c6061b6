import { and, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { item } from '../courses/index.ts'
import { iso } from '../learning/index.ts'
import { person } from '../people/index.ts'
import { alias } from 'drizzle-orm/pg-core'
import type { OwnGradesView } from './contract.ts'
import { presentLine } from './present-line.ts'
import { grade, recordLine } from './tables.ts'

const grader = alias(person, 'grader')

/** The marks of a student in an offering, newest first. */
export async function gradesOf(ctx: Ctx, personId: string, offeringId: string): Promise<OwnGradesView['grades']> {
  const rows = await ctx.db
    .select({
      grade,
      title: item.title,
      kind: item.kind,
      grader: { id: grader.id, surname: grader.surname, givenName: grader.givenName, patronymic: grader.patronymic },
    })
    .from(grade)
    .innerJoin(item, eq(item.id, grade.itemId))
    .leftJoin(grader, eq(grader.id, grade.gradedBy))
    .where(and(eq(grade.personId, personId), eq(grade.offeringId, offeringId)))
    .orderBy(desc(grade.gradedAt))
  return rows.map(({ grade: one, title, kind, grader: by }) => ({
    itemId: one.itemId,
    title,
    kind,
    points: one.points,
    maxPoints: one.maxPoints,
    comment: one.comment,
    gradedBy: by,
    gradedAt: iso(one.gradedAt),
  }))
}

/** The line of a student in an offering. */
export async function lineOf(ctx: Ctx, personId: string, offeringId: string): Promise<typeof recordLine.$inferSelect | null> {
  const [found] = await ctx.db
    .select()
    .from(recordLine)
    .where(and(eq(recordLine.personId, personId), eq(recordLine.offeringId, offeringId)))
  return found ?? null
}

/** A student's grades in an offering with the line over them. */
export async function readOwnGrades(ctx: Ctx, personId: string, offeringId: string): Promise<OwnGradesView> {
  const [grades, line] = await Promise.all([gradesOf(ctx, personId, offeringId), lineOf(ctx, personId, offeringId)])
  return { offeringId, grades, line: line ? presentLine(line) : null }
}
