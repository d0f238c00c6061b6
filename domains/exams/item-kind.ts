import { asc, eq, inArray } from 'drizzle-orm'
import { newId } from '../../foundation/server/database/ids.ts'
import { registerItemKind } from '../courses/index.ts'
import { bestScores, copyTest } from './copy-test.ts'
import { exportedQuiz, questionRow } from './question-words.ts'
import { attempt, question, test } from './tables.ts'

/** What the kind `test` does when a course is made, imported, exported or tidied. */
registerItemKind('test', {
  copy: copyTest,
  scores: bestScores,
  async importQuiz(_ctx, tx, itemId, quiz) {
    const known = quiz.questions.filter((one) => one.kind !== 'other')
    const sum = known.reduce((points, one) => points + one.points, 0)
    await tx.insert(test).values({
      itemId,
      points: quiz.points ?? (sum > 0 ? sum : known.length),
      attempts: quiz.attempts === null ? 100 : (quiz.attempts ?? 3),
      minutes: quiz.minutes ?? null,
      ...quiz.rules,
    })
    if (known.length === 0) return
    await tx.insert(question).values(known.map((one, position) => ({ id: newId(), itemId, position, ...questionRow(one, quiz.language) })))
  },
  async exportQuiz(ctx, itemId) {
    const [[found], questions] = await Promise.all([
      ctx.db.select().from(test).where(eq(test.itemId, itemId)),
      ctx.db.select().from(question).where(eq(question.itemId, itemId)).orderBy(asc(question.position), asc(question.id)),
    ])
    return found ? exportedQuiz(found, questions) : null
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
