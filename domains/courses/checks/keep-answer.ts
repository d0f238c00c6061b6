import { and, asc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { itemResult } from '../events.ts'
import type { AnswerInput } from './contract.ts'
import { openCheck } from './find-check.ts'
import { isRight } from './shared/checks.ts'
import { selfCheckAnswer } from './tables.ts'

/** Longest that a device may have been without a line before its word on the time is no longer taken. */
const longestAway = 120 * 86_400_000

/**
 * Keeps an answer that was given on the device, once, with its true time (R4.3c). Whether it is right is judged here again.
 * Where the check counts for done, the item's result goes out: done when every question was answered rightly once, the score
 * being the share of right first answers.
 * @throws 404; 422 `courses.check-question-gone`; 409 when the id is taken by another's answer
 */
export async function keepAnswer(ctx: Ctx, checkId: string, given: AnswerInput): Promise<{ right: boolean }> {
  const personId = ctx.actor?.personId
  if (!personId) throw problem('foundation.not-found', { status: 404 })
  const { check } = await openCheck(ctx, checkId)
  const question = check.content.questions.find(({ id }) => id === given.questionId)
  if (!question) throw problem('courses.check-question-gone', { status: 422 })
  const right = isRight(question, given.answer)
  const now = Date.now()
  const said = Date.parse(given.answeredAt)
  const answeredAt = new Date(said > now || said < now - longestAway ? now : said)
  return change(ctx, async (tx) => {
    await record(ctx, tx)
    const own = { checkId, itemId: check.itemId, personId, questionId: question.id }
    const [made] = await tx
      .insert(selfCheckAnswer)
      .values({ id: given.id, ...own, version: check.version, answer: given.answer, right, seconds: given.seconds, answeredAt })
      .onConflictDoNothing()
      .returning()
    if (!made) {
      const [there] = await tx.select().from(selfCheckAnswer).where(eq(selfCheckAnswer.id, given.id))
      if (there?.personId !== personId || there.checkId !== checkId) throw problem('courses.check-answer-taken', { status: 409 })
      return { right: there.right }
    }
    await record(ctx, tx, {
      verb: 'self-check.answered',
      object: { type: 'self-check', id: checkId },
      about: personId,
      offering: check.offeringId,
      result: { right },
      context: { item: check.itemId, question: question.id, answer: made.id, version: check.version, answeredAt: answeredAt.toISOString() },
    })
    if (check.content.counts) {
      const all = await tx
        .select({ questionId: selfCheckAnswer.questionId, right: selfCheckAnswer.right })
        .from(selfCheckAnswer)
        .where(and(eq(selfCheckAnswer.checkId, checkId), eq(selfCheckAnswer.personId, personId)))
        .orderBy(asc(selfCheckAnswer.answeredAt), asc(selfCheckAnswer.receivedAt))
      const ids = check.content.questions.map(({ id }) => id)
      await emit(ctx, tx, itemResult, {
        personId,
        itemId: check.itemId,
        offeringId: check.offeringId,
        done: ids.every((id) => all.some((one) => one.questionId === id && one.right)),
        score: ids.filter((id) => all.find((one) => one.questionId === id)?.right).length / ids.length,
        seconds: given.seconds,
      })
    }
    return { right }
  })
}
