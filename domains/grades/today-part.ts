import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { item } from '../courses/index.ts'
import { iso, providePoints, registerTodayPart, type TodayPart } from '../learning/index.ts'
import { discipline, offering } from '../programmes/index.ts'
import { grade } from './tables.ts'

/** New grades and comments of the student's own, in one statement. */
async function loadToday(ctx: Ctx, since: Date): Promise<TodayPart> {
  const { personId, facts } = actorOf(ctx)
  if (facts.enrolled.length === 0) return {}
  const rows = await ctx.db
    .select({ grade, title: item.title, offering: discipline.name })
    .from(grade)
    .innerJoin(item, eq(item.id, grade.itemId))
    .innerJoin(offering, eq(offering.id, grade.offeringId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .where(and(eq(grade.personId, personId), gt(grade.gradedAt, since), inArray(grade.offeringId, facts.enrolled)))
    .orderBy(desc(grade.gradedAt))
    .limit(8)
  return {
    news: rows.map((row) => ({
      kind: 'grade',
      at: iso(row.grade.gradedAt),
      title: row.title,
      offering: row.offering,
      href: `/courses/${row.grade.offeringId}/items/${row.grade.itemId}`,
      points: row.grade.points,
      maxPoints: row.grade.maxPoints,
      comment: row.grade.comment,
    })),
  }
}

registerTodayPart('grades', loadToday)

providePoints(async (ctx, offeringId) => {
  const rows = await ctx.db
    .select({ personId: grade.personId, points: sql<number>`sum(${grade.points})::float8`, maxPoints: sql<number>`sum(${grade.maxPoints})::float8` })
    .from(grade)
    .where(eq(grade.offeringId, offeringId))
    .groupBy(grade.personId)
  return new Map(rows.map(({ personId, points, maxPoints }) => [personId, { points, maxPoints }]))
})
