import { and, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { item } from '../courses/index.ts'
import { iso } from '../learning/index.ts'
import { person } from '../people/index.ts'
import { offeringHeading } from '../programmes/index.ts'
import { alias } from 'drizzle-orm/pg-core'
import type { ExplainView, OwnGradesView } from './contract.ts'
import { missedItems } from './missed-items.ts'
import { presentLine } from './present-line.ts'
import { scaleOn, scales } from './scale.ts'
import { grade, recordLine } from './tables.ts'

const grader = alias(person, 'grader')

async function gradesOf(ctx: Ctx, personId: string, offeringId: string): Promise<OwnGradesView['grades']> {
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

async function lineOf(ctx: Ctx, personId: string, offeringId: string): Promise<typeof recordLine.$inferSelect | null> {
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

/** Where a line of the record comes from: every row that counted, and the scale. @throws 404 */
export async function explainLine(ctx: Ctx, personId: string, offeringId: string): Promise<ExplainView> {
  const [head, [who], grades, line, missed] = await Promise.all([
    offeringHeading(ctx, offeringId),
    ctx.db
      .select({ id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
      .from(person)
      .where(eq(person.id, personId)),
    gradesOf(ctx, personId, offeringId),
    lineOf(ctx, personId, offeringId),
    missedItems(ctx.db, { personId, offeringId }, new Date()),
  ])
  if (!head || !who) throw problem('foundation.not-found', { status: 404 })
  const rows = [
    ...grades.map((one) => ({ ...one, missed: false })),
    ...missed.map((one) => ({
      itemId: one.itemId,
      title: one.title,
      kind: 'missed',
      points: 0,
      maxPoints: one.maxPoints,
      comment: null,
      gradedBy: null,
      gradedAt: null,
      missed: true,
    })),
  ]
  return {
    person: who,
    offering: { id: head.id, name: head.name },
    line: line ? presentLine(line) : null,
    rows,
    points: rows.reduce((sum, one) => sum + one.points, 0),
    maxPoints: rows.reduce((sum, one) => sum + one.maxPoints, 0),
    scale: scales.find((one) => one.id === line?.scale) ?? scaleOn(new Date().toISOString().slice(0, 10)),
  }
}
