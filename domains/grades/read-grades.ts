import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { item } from '../courses/index.ts'
import { iso } from '../learning/index.ts'
import { person } from '../people/index.ts'
import { alias } from 'drizzle-orm/pg-core'
import { cell, handColumn } from './book/tables.ts'
import type { OwnGradesView } from './contract.ts'
import { presentLine } from './present-line.ts'
import { grade, recordLine } from './tables.ts'

const grader = alias(person, 'grader')

/** The marks of a student in an offering, those of hand columns too, newest first. */
export async function gradesOf(ctx: Ctx, personId: string, offeringId: string): Promise<OwnGradesView['grades']> {
  const by = { id: grader.id, surname: grader.surname, givenName: grader.givenName, patronymic: grader.patronymic }
  const [works, columns] = await Promise.all([
    ctx.db
      .select({ grade, title: item.title, kind: item.kind, note: cell.comment, by })
      .from(grade)
      .innerJoin(item, eq(item.id, grade.itemId))
      .leftJoin(cell, and(eq(cell.columnId, grade.itemId), eq(cell.personId, grade.personId)))
      .leftJoin(grader, eq(grader.id, grade.gradedBy))
      .where(and(eq(grade.personId, personId), eq(grade.offeringId, offeringId))),
    ctx.db
      .select({ cell, column: handColumn, by })
      .from(cell)
      .innerJoin(handColumn, and(eq(handColumn.id, cell.columnId), isNull(handColumn.removedAt)))
      .innerJoin(grader, eq(grader.id, cell.changedBy))
      .where(and(eq(cell.personId, personId), eq(cell.offeringId, offeringId), isNotNull(cell.points))),
  ])
  const all = [
    ...works.map(({ grade: one, title, kind, note, by: gradedBy }) => ({
      itemId: one.itemId,
      title,
      kind,
      partId: null,
      points: one.points,
      maxPoints: one.maxPoints,
      comment: note ?? one.comment,
      gradedBy,
      gradedAt: iso(one.gradedAt),
    })),
    ...columns.map(({ cell: one, column, by: gradedBy }) => ({
      itemId: column.id,
      title: column.title,
      kind: 'column',
      partId: column.partId,
      points: one.points ?? 0,
      maxPoints: column.maxPoints,
      comment: one.comment,
      gradedBy,
      gradedAt: iso(one.changedAt),
    })),
  ]
  return all.toSorted((a, b) => b.gradedAt.localeCompare(a.gradedAt))
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
