import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offeringTarget } from '../../programmes/index.ts'
import type { AnswerInput } from './contract.ts'
import { questionAnswered } from './events.ts'
import { question } from './tables.ts'

/** The permission target of a question: its offering. */
export async function questionTarget(ctx: Ctx, questionId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: question.offeringId }).from(question).where(eq(question.id, questionId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

/** Answers a question, or betters the answer; `forAll` lets the course read both without the asker's name. @throws 404 */
export async function answerQuestion(ctx: Ctx, questionId: string, { answer, forAll }: AnswerInput): Promise<void> {
  const { personId: answeredBy } = actorOf(ctx)
  await change(ctx, async (tx) => {
    const [kept] = await tx
      .update(question)
      .set({ answer, forAll, answeredBy, answeredAt: new Date() })
      .where(eq(question.id, questionId))
      .returning({ personId: question.personId, itemId: question.itemId, offeringId: question.offeringId })
    if (!kept) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, {
      verb: 'question.answered',
      object: { type: 'question', id: questionId },
      about: kept.personId,
      offering: kept.offeringId,
      context: { item: kept.itemId },
      result: { forAll },
    })
    await emit(ctx, tx, questionAnswered, { questionId, ...kept })
  })
}
