import { eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { isoOrNull } from '../../learning/index.ts'
import { offeringHeading, offeringTarget, studentsOfOffering } from '../../programmes/index.ts'
import { gradedItems } from '../graded-items.ts'
import { defaultSchemes, newestSchemes } from '../scheme/keep-scheme.ts'
import { placeOf } from '../scheme/shared/scheme.ts'
import { grade, recordLine } from '../tables.ts'
import type { GradebookView } from './contract.ts'
import { cell } from './tables.ts'

type Row = GradebookView['students'][number]

/** The grade book of an offering: students by works and hand columns (R4.4b). So many statements, however many students. @throws 404 */
export async function readGradebook(ctx: Ctx, offeringId: string): Promise<GradebookView> {
  const [head, target, items, students, grades, cells, lines, handed, schemes] = await Promise.all([
    offeringHeading(ctx, offeringId),
    offeringTarget(ctx, offeringId),
    gradedItems(ctx.db, offeringId),
    studentsOfOffering(ctx, offeringId),
    ctx.db
      .select({ personId: grade.personId, itemId: grade.itemId, points: grade.points, comment: grade.comment })
      .from(grade)
      .where(eq(grade.offeringId, offeringId)),
    ctx.db
      .select({ personId: cell.personId, columnId: cell.columnId, points: cell.points, comment: cell.comment })
      .from(cell)
      .where(eq(cell.offeringId, offeringId)),
    ctx.db
      .select({
        personId: recordLine.personId,
        percent: recordLine.percent,
        letter: recordLine.letter,
        traditional: recordLine.traditional,
        final: recordLine.final,
      })
      .from(recordLine)
      .where(eq(recordLine.offeringId, offeringId)),
    ctx.db.execute<{ person_id: string; item_id: string }>(sql`
      SELECT DISTINCT person_id, item_id FROM assignments.submission
      WHERE offering_id = ${offeringId} AND NOT EXISTS (SELECT FROM grades.grade WHERE grade.item_id = submission.item_id AND grade.person_id = submission.person_id)
      UNION SELECT DISTINCT person_id, item_id FROM exams.attempt
      WHERE offering_id = ${offeringId} AND submitted_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM grades.grade WHERE grade.item_id = attempt.item_id AND grade.person_id = attempt.person_id)`),
    newestSchemes(ctx.db, [offeringId]),
  ])
  if (!head || !target) throw problem('foundation.not-found', { status: 404 })
  const scheme = (schemes.get(offeringId) ?? (await defaultSchemes(ctx.db, [offeringId])).get(offeringId))?.content
  const place = new Map(items.map((one, at) => [one.id, at]))
  const hand = items.map((one) => one.kind === 'column')
  const lineOf = new Map(lines.map(({ personId, ...line }) => [personId, line]))
  const rows = new Map<string, Row>(
    students.map((one) => [
      one.personId,
      {
        person: { id: one.personId, surname: one.surname, givenName: one.givenName, patronymic: one.patronymic },
        group: one.groupCode,
        line: lineOf.get(one.personId) ?? null,
        points: items.map(() => null),
        waits: [],
        byHand: [],
        comments: [],
      },
    ]),
  )
  const comment = (row: Row, at: number, text: string | null): void => {
    if (text) row.comments = [...row.comments.filter((one) => one.at !== at), { at, text }]
  }
  for (const one of grades) {
    const [row, at] = [rows.get(one.personId), place.get(one.itemId)]
    if (!row || at === undefined) continue
    row.points[at] = one.points
    comment(row, at, one.comment)
  }
  for (const one of cells) {
    const [row, at] = [rows.get(one.personId), place.get(one.columnId)]
    if (!row || at === undefined) continue
    if (hand[at]) row.points[at] = one.points
    else if (one.points !== null) row.byHand.push(at)
    comment(row, at, one.comment)
  }
  for (const one of handed.rows) {
    const at = place.get(one.item_id)
    if (at !== undefined) rows.get(one.person_id)?.waits.push(at)
  }
  return {
    offering: { id: head.id, name: head.name, code: head.code },
    items: items.map((one) => ({
      id: one.id,
      kind: one.kind,
      title: one.title,
      maxPoints: one.maxPoints,
      dueAt: isoOrNull(one.dueAt),
      partId: scheme ? placeOf(scheme, one).partId : null,
    })),
    parts: scheme?.parts.map(({ id, title, weight }) => ({ id, title, weight })) ?? [],
    students: [...rows.values()],
    mayMark: ctx.actor?.can('mark.set', target) ?? false,
  }
}
