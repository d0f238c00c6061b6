import type { AskableContent } from './bank/shared/question.ts'
import { rowOfContent } from './bank/in-tests.ts'
import { randomOf, shuffle } from './bank/shared/random.ts'
import type { PaperQuestion, question } from './tables.ts'

type Row = typeof question.$inferSelect

/** A question that was drawn from a bank for this paper. */
export interface Drawn {
  id: string
  version: number
  content: AskableContent
  /** Of the draw, whatever the question's own are. */
  points: number
}

/**
 * The paper of an attempt, kept whole with it: a question that a teacher changes later does not change under a student,
 * and the order stays after a reload. The same questions and seed give the same paper.
 */
export function makePaper(questions: readonly Row[], drawn: readonly Drawn[], rules: { shuffle: boolean; seed: string }): PaperQuestion[] {
  const { seed } = rules
  const fixed = questions.toSorted((a, b) => a.position - b.position).map((one) => asked(one.bankQuestionId ?? one.id, one, seed, rules.shuffle))
  const fromBank = drawn.map(({ id, version, content, points }) =>
    asked(id, { ...rowOfContent(content), points, bankVersion: version }, seed, rules.shuffle),
  )
  const all = [...fixed, ...fromBank]
  return rules.shuffle ? shuffle(all, randomOf(seed, 'questions')) : all
}

function asked(id: string, one: Omit<Row, 'id' | 'itemId' | 'position' | 'bankQuestionId'>, seed: string, mixed: boolean): PaperQuestion {
  return {
    questionId: id,
    kind: one.kind as PaperQuestion['kind'],
    prompt: one.prompt,
    html: one.html,
    choices: mixed ? shuffle(one.choices, randomOf(seed, `choices ${id}`)) : one.choices,
    answer: one.answer,
    tolerance: one.tolerance,
    unit: one.unit,
    points: one.points,
    feedback: one.feedback,
    // a seed of its own: what one question draws never tells of another
    ...(one.content ? { asked: { content: { ...one.content, points: one.points }, seed: `${seed} ${id}` } } : {}),
    ...(one.bankVersion === null ? {} : { bankVersion: one.bankVersion }),
  }
}
