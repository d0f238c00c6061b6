import { asc, eq, inArray } from 'drizzle-orm'
import { newId } from '../../foundation/server/database/ids.ts'
import type { Locale } from '../../foundation/i18n/localized.ts'
import { registerItemKind, type ImportedQuestion } from '../courses/index.ts'
import { faults } from './bank/ask.ts'
import { cleanQuestion } from './bank/clean-question.ts'
import { questionContent } from './bank/contract.ts'
import { rowOfContent, testable } from './bank/in-tests.ts'
import type { AskableContent } from './bank/shared/question.ts'
import { bestScores, copyTest } from './copy-test.ts'
import { contentOfMore, exportedQuiz, questionRow } from './question-words.ts'
import { endOf } from './sitting/keep-end.ts'
import { attempt, draw, question, test } from './tables.ts'

/** A whole question out of a course file; null when it has none, or none that can be asked. */
function contentIn(one: ImportedQuestion, language: Locale): AskableContent | null {
  // the reader looked it through; what an author may still find wanting is shown when the test is edited
  if (one.more) return cleanQuestion(contentOfMore(one, one.more, language))
  const read = one.content ? questionContent.safeParse(one.content) : null
  return read?.success && testable(read.data) && faults(read.data).length === 0 ? cleanQuestion(read.data) : null
}

function rowIn(one: ImportedQuestion, language: Locale): ReturnType<typeof questionRow> {
  const content = contentIn(one, language)
  return content ? rowOfContent(content) : questionRow(one, language)
}

/** What the kind `test` does when a course is made, imported, exported or tidied. */
registerItemKind('test', {
  copy: copyTest,
  scores: bestScores,
  endsAt: endOf,
  async importQuiz(_ctx, tx, itemId, quiz) {
    const known = quiz.questions.filter((one) => one.kind !== 'other' || contentIn(one, quiz.language) !== null)
    const sum = known.reduce((points, one) => points + one.points, 0)
    await tx.insert(test).values({
      itemId,
      points: quiz.points ?? (sum > 0 ? sum : known.length),
      attempts: quiz.attempts === null ? 100 : (quiz.attempts ?? 3),
      minutes: quiz.minutes ?? null,
      ...quiz.rules,
    })
    if (known.length === 0) return
    await tx.insert(question).values(known.map((one, position) => ({ id: newId(), itemId, position, ...rowIn(one, quiz.language) })))
  },
  async exportQuiz(ctx, itemId) {
    const [[found], draws, questions] = await Promise.all([
      ctx.db.select().from(test).where(eq(test.itemId, itemId)),
      ctx.db.select({ count: draw.count }).from(draw).where(eq(draw.itemId, itemId)),
      ctx.db.select().from(question).where(eq(question.itemId, itemId)).orderBy(asc(question.position), asc(question.id)),
    ])
    const drawn = draws.reduce((sum, { count }) => sum + count, 0)
    return found ? { ...exportedQuiz(found, questions), ...(drawn > 0 ? { drawn } : {}) } : null
  },
  async create(_ctx, tx, itemId) {
    await tx.insert(test).values({ itemId, points: 10 })
  },
  async hasWork(ctx, itemIds) {
    if (itemIds.length === 0) return []
    const rows = await ctx.db.selectDistinct({ itemId: attempt.itemId }).from(attempt).where(inArray(attempt.itemId, itemIds))
    return rows.map((row) => row.itemId)
  },
})
