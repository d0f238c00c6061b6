import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { findItem } from '../../learning/index.ts'
import type { PaperQuestion } from '../tables.ts'
import type { MarkingView, WorkLine } from './contract.ts'

interface Row extends Record<string, unknown> {
  attemptId: string
  questionId: string
  attemptNumber: number
  submittedAt: string
  points: number | null
  personId: string
  surname: string
  givenName: string
  patronymic: string | null
}

/** A work without a name: short, and the same every time. */
export function codeOf(attemptId: string): string {
  return createHash('sha256').update(`work ${attemptId}`).digest('hex').slice(0, 5).toUpperCase()
}

/**
 * The answers of a test that a person marks: what was handed in and holds something to read. Their order comes of their codes, so that
 * neither names nor the time of handing in tell whose a work is.
 * @throws 404
 */
export async function readMarking(ctx: Ctx, itemId: string, names: boolean): Promise<MarkingView> {
  const found = await findItem(ctx, itemId)
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  const [works, questions] = await Promise.all([
    ctx.db.execute<Row>(sql`
      SELECT a.attempt_id AS "attemptId", a.question_id AS "questionId", t.number AS "attemptNumber", t.submitted_at AS "submittedAt",
        a.points::float8 AS points, p.id AS "personId", p.surname, p.given_name AS "givenName", p.patronymic
      FROM exams.attempt t JOIN exams.answer a ON a.attempt_id = t.id JOIN people.person p ON p.id = t.person_id
      WHERE t.item_id = ${itemId} AND t.submitted_at IS NOT NULL AND a.value->'answer'->>'kind' = 'essay'
        AND (a.points IS NULL OR EXISTS (SELECT FROM exams.answer_mark m WHERE m.attempt_id = a.attempt_id AND m.question_id = a.question_id))`),
    ctx.db.execute<{ id: string; question: PaperQuestion }>(sql`
      SELECT DISTINCT ON (q->>'questionId') q->>'questionId' AS id, q AS question
      FROM exams.attempt t CROSS JOIN LATERAL jsonb_array_elements(t.paper) q
      WHERE t.item_id = ${itemId} AND t.submitted_at IS NOT NULL AND q->>'kind' = 'essay'
      ORDER BY q->>'questionId', t.started_at DESC`),
  ])
  const lines = works.rows
    .map(({ personId, surname, givenName, patronymic, submittedAt, ...row }): WorkLine => ({
      ...row,
      code: codeOf(row.attemptId),
      submittedAt: new Date(submittedAt).toISOString(),
      person: names ? { id: personId, surname, givenName, patronymic } : null,
    }))
    .toSorted((a, b) => a.questionId.localeCompare(b.questionId) || a.code.localeCompare(b.code))
  const counts = (of: readonly WorkLine[]) => ({
    waiting: of.filter(({ points }) => points === null).length,
    marked: of.filter(({ points }) => points !== null).length,
  })
  return {
    itemId,
    offeringId: found.offeringId,
    title: found.title,
    ...counts(lines),
    questions: questions.rows.map(({ id, question }) => ({
      id,
      prompt: question.prompt satisfies Localized,
      points: question.points,
      ...counts(lines.filter(({ questionId }) => questionId === id)),
    })),
    works: lines,
  }
}
