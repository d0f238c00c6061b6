import { inArray } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { registerItemKind } from '../courses/index.ts'
import { attempt, question, test } from './tables.ts'

/** What the kind `test` does when a course is made, imported or tidied. */
registerItemKind('test', {
  async importQuiz(_ctx, tx, itemId, quiz) {
    const known = quiz.questions.filter((one) => one.kind !== 'other')
    const sum = known.reduce((points, one) => points + one.points, 0)
    await tx.insert(test).values({
      itemId,
      points: quiz.points ?? (sum > 0 ? sum : known.length),
      attempts: quiz.attempts === null ? 100 : (quiz.attempts ?? 3),
      minutes: quiz.minutes ?? null,
    })
    if (known.length === 0) return
    const inLanguage = (html: string): Localized => ({ [quiz.language]: html })
    await tx.insert(question).values(
      known.map((one, position) => ({
        id: newId(),
        itemId,
        position,
        kind: one.kind,
        prompt: inLanguage(one.promptHtml),
        html: true,
        choices: one.choices.map((choice) => ({ id: choice.id, text: inLanguage(choice.html), right: choice.right })),
        answer: one.answer ?? null,
        tolerance: one.tolerance ?? null,
        points: one.points,
        feedback: one.feedbackHtml ? inLanguage(one.feedbackHtml) : null,
      })),
    )
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
