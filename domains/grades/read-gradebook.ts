import { eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { isoOrNull } from '../learning/index.ts'
import { offeringHeading, studentsOfOffering } from '../programmes/index.ts'
import type { GradebookView } from './contract.ts'
import { gradedItems } from './graded-items.ts'
import { presentLine } from './present-line.ts'
import { grade, recordLine } from './tables.ts'

/** The grade book of an offering: students by items (R4.4b). Six statements, however many students. @throws 404 */
export async function readGradebook(ctx: Ctx, offeringId: string): Promise<GradebookView> {
  const [head, items, students, grades, lines, handed] = await Promise.all([
    offeringHeading(ctx, offeringId),
    gradedItems(ctx.db, offeringId),
    studentsOfOffering(ctx, offeringId),
    ctx.db.select({ personId: grade.personId, itemId: grade.itemId, points: grade.points }).from(grade).where(eq(grade.offeringId, offeringId)),
    ctx.db.select().from(recordLine).where(eq(recordLine.offeringId, offeringId)),
    ctx.db.execute<{ person_id: string; item_id: string }>(sql`
      SELECT DISTINCT person_id, item_id FROM assignments.submission WHERE offering_id = ${offeringId}
      UNION SELECT DISTINCT person_id, item_id FROM exams.attempt WHERE offering_id = ${offeringId} AND submitted_at IS NOT NULL`),
  ])
  if (!head) throw problem('foundation.not-found', { status: 404 })
  const points = new Map(grades.map((row) => [`${row.personId} ${row.itemId}`, row.points]))
  const works = new Set(handed.rows.map((row) => `${row.person_id} ${row.item_id}`))
  const lineOf = new Map(lines.map((row) => [row.personId, presentLine(row)]))
  return {
    offering: { id: head.id, name: head.name, code: head.code },
    items: items.map((row) => ({ ...row, dueAt: isoOrNull(row.dueAt) })),
    students: students.map((one) => ({
      person: { id: one.personId, surname: one.surname, givenName: one.givenName, patronymic: one.patronymic },
      group: one.groupCode,
      line: lineOf.get(one.personId) ?? null,
      points: items.map((row) => points.get(`${one.personId} ${row.id}`) ?? null),
      handedIn: items.map((row) => works.has(`${one.personId} ${row.id}`)),
    })),
  }
}
