import { randomInt, randomUUID } from 'node:crypto'
import type { PaperQuestion, question } from './tables.ts'

/** Shuffles fairly (Fisher–Yates). @param random gives a whole number below its argument */
export function shuffled<T>(list: readonly T[], random: (below: number) => number = (below) => randomInt(below)): T[] {
  const order = [...list]
  for (let last = order.length - 1; last > 0; last--) {
    const other = random(last + 1)
    ;[order[last], order[other]] = [order[other] as T, order[last] as T]
  }
  return order
}

/**
 * The paper of an attempt, kept whole with it: a question that a teacher changes later does not change under a student,
 * and the order stays after a reload.
 */
export function makePaper(questions: (typeof question.$inferSelect)[], shuffle: boolean): PaperQuestion[] {
  const inOrder = questions.toSorted((a, b) => a.position - b.position)
  return (shuffle ? shuffled(inOrder) : inOrder).map((one) => ({
    questionId: one.id,
    kind: one.kind as PaperQuestion['kind'],
    prompt: one.prompt,
    html: one.html,
    choices: shuffle ? shuffled(one.choices) : one.choices,
    answer: one.answer,
    tolerance: one.tolerance,
    unit: one.unit,
    points: one.points,
    feedback: one.feedback,
    ...(one.content ? { asked: { content: one.content, seed: randomUUID() } } : {}),
  }))
}
