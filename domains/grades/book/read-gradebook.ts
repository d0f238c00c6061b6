import { eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { isoOrNull } from '../../learning/index.ts'
import { offeringHeading, offeringTarget, studentsOfOffering } from '../../programmes/index.ts'
import { gradedItems } from '../graded-items.ts'
import { defaultSchemes, newestSchemes } from '../scheme/keep-scheme.ts'
import { placeOf } from '../scheme/shared/scheme.ts'
import { recordLine } from '../tables.ts'
import type { GradebookView } from './contract.ts'

type Row = GradebookView['students'][number]

/** The grade book of an offering: students by works and hand columns (R4.4b). So many statements, however many students. @throws 404 */
export async function readGradebook(ctx: Ctx, offeringId: string): Promise<GradebookView> {
  const items = await gradedItems(ctx.db, offeringId)
  const [head, target, students, marks, notes, lines, handed, schemes] = await Promise.all([
    offeringHeading(ctx, offeringId),
    offeringTarget(ctx, offeringId),
    studentsOfOffering(ctx, offeringId),
    readMarks(ctx, offeringId, items),
    ctx.db.execute<{ personId: string; columnId: string; comment: string }>(sql`
      SELECT coalesce(cell.person_id, grade.person_id) AS "personId", coalesce(cell.column_id, grade.item_id) AS "columnId",
             coalesce(cell.comment, grade.comment) AS comment
      FROM (SELECT * FROM grades.grade WHERE offering_id = ${offeringId} AND comment IS NOT NULL) AS grade
      FULL JOIN (SELECT * FROM grades.cell WHERE offering_id = ${offeringId} AND comment IS NOT NULL) AS cell
        ON cell.column_id = grade.item_id AND cell.person_id = grade.person_id`),
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
  for (const { personId, own, hand } of marks.rows) {
    const row = rows.get(personId)
    if (!row) continue
    eachMark(own, (at, points) => (row.points[at] = points))
    eachMark(hand, (at, points) => {
      row.points[at] = points
      if (items[at]?.kind !== 'column') row.byHand.push(at)
    })
  }
  for (const one of notes.rows) {
    const at = place.get(one.columnId)
    if (at !== undefined) rows.get(one.personId)?.comments.push({ at, text: one.comment })
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

/** Marks of each student in one row, `place:points` for each: fifteen thousand rows would cost the portal more than the rest of the page. */
function readMarks(ctx: Ctx, offeringId: string, items: { id: string }[]) {
  const columns = sql`unnest(${sql.param(items.map(({ id }) => id))}::uuid[]) WITH ORDINALITY AS wanted (id, place)`
  return ctx.db.execute<{ personId: string; own: string | null; hand: string | null }>(sql`
    SELECT person_id AS "personId", string_agg(mark, ' ') FILTER (WHERE NOT hand) AS own, string_agg(mark, ' ') FILTER (WHERE hand) AS hand FROM (
      SELECT person_id, (place - 1) || ':' || points AS mark, false AS hand
      FROM grades.grade JOIN ${columns} ON wanted.id = grade.item_id WHERE offering_id = ${offeringId}
      UNION ALL
      SELECT person_id, (place - 1) || ':' || points, true
      FROM grades.cell JOIN ${columns} ON wanted.id = cell.column_id WHERE offering_id = ${offeringId} AND points IS NOT NULL
    ) AS mark GROUP BY person_id`)
}

function eachMark(marks: string | null, take: (at: number, points: number) => void): void {
  for (const mark of marks?.split(' ') ?? []) {
    const colon = mark.indexOf(':')
    take(Number(mark.slice(0, colon)), Number(mark.slice(colon + 1)))
  }
}
