import { and, asc, eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { bankQuestion, bankVersion } from '../tables.ts'
import { sendQuestionFile } from '../bank/send-question-file.ts'
import { disciplineOf } from './bank-target.ts'
import type { bankFileQuery } from './contract.ts'
import { fitting } from './list-questions.ts'

const mostQuestions = 5000

/** Sends the newest versions of the questions that fit as a file that other systems read. @throws 404 */
export async function sendFromBank(ctx: Ctx, reply: FastifyReply, offeringId: string, query: z.output<typeof bankFileQuery>): Promise<void> {
  const { format, ...filters } = query
  const disciplineId = await disciplineOf(ctx, offeringId)
  const rows = await ctx.db
    .select({ content: bankVersion.content, topic: bankQuestion.topic, difficulty: bankQuestion.difficulty })
    .from(bankQuestion)
    .innerJoin(bankVersion, and(eq(bankVersion.questionId, bankQuestion.id), eq(bankVersion.version, bankQuestion.version)))
    .where(fitting(disciplineId, filters))
    .orderBy(asc(bankQuestion.topic), asc(bankQuestion.id))
    .limit(mostQuestions)
  await sendQuestionFile(ctx, reply, {
    title: query.topic || 'questions',
    format,
    disciplineId,
    questions: rows.map(({ content, topic, difficulty }) => ({ content, category: topic, difficulty })),
  })
}
