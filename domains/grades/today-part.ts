import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { item } from '../courses/index.ts'
import { iso, provideOwnPoints, providePoints, registerTodayPart, type TodayPart } from '../learning/index.ts'
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

// What can be reached counts in full, handed in or not: a certificate is not given for one good test.
provideOwnPoints(async (ctx, { offeringId, personId }) => {
  const { rows } = await ctx.db.execute<{ points: number; maxPoints: number }>(sql`
    SELECT coalesce(sum(g.points), 0)::float8 AS points, coalesce(sum(coalesce(a.points, t.points)), 0)::float8 AS "maxPoints"
    FROM courses.item i JOIN courses.section s ON s.id = i.section_id
    LEFT JOIN assignments.assignment a ON a.item_id = i.id LEFT JOIN exams.test t ON t.item_id = i.id
    LEFT JOIN grades.grade g ON g.item_id = i.id AND g.person_id = ${personId}
    WHERE i.offering_id = ${offeringId} AND NOT i.hidden AND NOT i.draft_only AND NOT s.hidden AND coalesce(a.points, t.points) > 0`)
  return rows[0] ?? { points: 0, maxPoints: 0 }
})
