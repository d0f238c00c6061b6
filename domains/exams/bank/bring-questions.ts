import { eq, max } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { findItem } from '../../learning/index.ts'
import type { QuestionImportView } from '../contract.ts'
import { question, test } from '../tables.ts'
import { faults } from './ask.ts'
import { cleanQuestion } from './clean-question.ts'
import type { BroughtItem } from './formats/report.ts'
import { rowOfContent, testable } from './in-tests.ts'
import { keepPictures, receiveQuestions, sayReasons } from './receive-questions.ts'
import type { AskableContent } from './shared/question.ts'

/** Far above any real test; an editor page shows them all. */
const mostQuestions = 500

/**
 * Adds the questions of a file (GIFT, Aiken, Moodle XML, QTI 2 or 3, XLSX) to a test, with their pictures, and tells of each what became of
 * it. What a test cannot ask is left out and named; nothing else of the test changes.
 * @param language that of the words where the file names none
 * @throws 404; 413; 422 `exams.questions-format`, `exams.questions-many`, `courses.archive-…`
 */
export async function bringQuestions(ctx: Ctx, itemId: string, request: FastifyRequest, language: Locale): Promise<QuestionImportView> {
  const found = await findItem(ctx, itemId)
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  const brought = await receiveQuestions(request, language)
  const lines = brought.items.map(lineOf)
  const asked = lines.flatMap(({ content }) => content ?? [])
  await change(ctx, async (tx) => {
    await tx.select({ itemId: test.itemId }).from(test).where(eq(test.itemId, itemId)).for('update')
    const [last] = await tx
      .select({ position: max(question.position), count: tx.$count(question, eq(question.itemId, itemId)) })
      .from(question)
      .where(eq(question.itemId, itemId))
    if ((last?.count ?? 0) + asked.length > mostQuestions) throw problem('exams.questions-many', { status: 422, params: { count: mostQuestions } })
    const lead = await keepPictures(ctx, tx, { offeringId: found.offeringId, files: brought.files, asked })
    const from = (last?.position ?? -1) + 1
    const rows = asked.map((one, index) => ({ id: newId(), itemId, position: from + index, ...rowOfContent(cleanQuestion(lead(one))) }))
    if (rows.length > 0) await tx.insert(question).values(rows)
    await record(ctx, tx, {
      verb: 'test.questions-brought',
      object: { type: 'item', id: itemId },
      offering: found.offeringId,
      result: { format: brought.format, added: rows.length, left: lines.length - rows.length },
    })
  })
  const items = lines.map(({ content: _content, ...line }) => ({ ...line, reasons: sayReasons(ctx, line.reasons) }))
  return { format: brought.format, added: asked.length, items }
}

type Line = QuestionImportView['items'][number] & { content: AskableContent | null }

/** A question comes in only when it can be asked as it stands; else its author reads why not. */
function lineOf(one: BroughtItem): Line {
  const line = { number: one.number, title: one.title, kind: one.content?.kind ?? null }
  if (!one.content) return { ...line, outcome: 'refused', reasons: one.reasons, content: null }
  if (one.content.kind === 'unknown') return { ...line, outcome: 'left', reasons: [...one.reasons, 'kind-unknown'], content: null }
  if (!testable(one.content)) return { ...line, outcome: 'left', reasons: [...one.reasons, 'needs-person'], content: null }
  const wrong = faults(one.content).map(({ key }) => key)
  if (wrong.length > 0) return { ...line, outcome: 'left', reasons: [...one.reasons, ...wrong], content: null }
  return { ...line, outcome: one.outcome === 'brought' ? 'brought' : 'changed', reasons: one.reasons, content: one.content }
}
