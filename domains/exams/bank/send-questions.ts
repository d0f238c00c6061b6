import { asc, eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { findItem } from '../../learning/index.ts'
import type { questionFormats } from '../contract.ts'
import { question } from '../tables.ts'
import { disciplineOf } from '../catalogue/bank-target.ts'
import { contentOfRow } from './in-tests.ts'
import { sendQuestionFile } from './send-question-file.ts'

/** Sends the questions of a test as a file that other systems read, right answers and pictures with them. @throws 404 */
export async function sendQuestions(ctx: Ctx, reply: FastifyReply, itemId: string, format: (typeof questionFormats)[number]): Promise<void> {
  const [found, rows] = await Promise.all([
    findItem(ctx, itemId),
    ctx.db.select().from(question).where(eq(question.itemId, itemId)).orderBy(asc(question.position), asc(question.id)),
  ])
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  await sendQuestionFile(ctx, reply, {
    title: Object.values(found.title)[0] ?? 'test',
    format,
    disciplineId: await disciplineOf(ctx, found.offeringId),
    questions: rows.map((row) => ({ content: contentOfRow(row), category: '' })),
  })
}
