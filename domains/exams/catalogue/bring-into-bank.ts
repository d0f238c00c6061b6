import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { QuestionImportView } from '../contract.ts'
import type { BroughtItem } from '../bank/formats/report.ts'
import { keepPictures, receiveQuestions, sayReasons } from '../bank/receive-questions.ts'
import { disciplineOf } from './bank-target.ts'
import type { bankBringQuery } from './contract.ts'
import { wantingOf } from './row-of-question.ts'
import { insertQuestions } from './write-question.ts'

/** Far above any real file of questions. */
const mostQuestions = 5000

/**
 * Adds the questions of a file to the bank, with their pictures. A bank keeps what a test cannot ask yet (files, programs, kinds that are
 * unknown here, questions with faults), so that nothing of the file is lost; the report says which.
 * @throws 413; 422 `exams.questions-format`, `exams.questions-many`, `courses.archive-…`
 */
export async function bringIntoBank(
  ctx: Ctx,
  offeringId: string,
  request: FastifyRequest,
  query: z.output<typeof bankBringQuery>,
): Promise<QuestionImportView> {
  const disciplineId = await disciplineOf(ctx, offeringId)
  const brought = await receiveQuestions(request, query.language)
  if (brought.items.length > mostQuestions) throw problem('exams.questions-many', { status: 422, params: { count: mostQuestions } })
  const kept = brought.items.flatMap((one) => (one.content ? { ...one, content: one.content } : []))
  await change(ctx, async (tx) => {
    const lead = await keepPictures(ctx, tx, { offeringId, files: brought.files, asked: kept.map(({ content }) => content) })
    await insertQuestions(
      tx,
      { disciplineId, personId: actorOf(ctx).personId },
      kept.map(({ content, category, difficulty }) => ({
        content: lead(content),
        topic: query.topic || topicOf(category),
        difficulty: difficulty ?? null,
        outcomes: [],
      })),
    )
    await record(ctx, tx, {
      verb: 'bank.brought',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { format: brought.format, added: kept.length, refused: brought.items.length - kept.length },
    })
  })
  return {
    format: brought.format,
    added: kept.length,
    items: brought.items.map((one) => ({ number: one.number, title: one.title, kind: one.content?.kind ?? null, ...toldOf(ctx, one) })),
  }
}

function toldOf(ctx: Ctx, one: BroughtItem): Pick<QuestionImportView['items'][number], 'outcome' | 'reasons'> {
  if (!one.content) return { outcome: 'refused', reasons: sayReasons(ctx, one.reasons) }
  const wanting = wantingOf(one.content).map(({ key }) => key)
  if (wanting.length > 0) return { outcome: 'kept', reasons: sayReasons(ctx, [...one.reasons, ...wanting]) }
  return { outcome: one.outcome === 'brought' ? 'brought' : 'changed', reasons: sayReasons(ctx, one.reasons) }
}

/** The last step of a category's path; the top that every system makes by itself says nothing. */
function topicOf(category: string): string {
  const last = category.split('/').at(-1)?.trim() ?? ''
  return /^(\$.*\$|top)$/i.test(last) ? '' : last.slice(0, 200)
}
