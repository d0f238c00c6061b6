import { mark } from './bank/ask.ts'
import { readNumber } from './bank/shared/read-number.ts'
import type { AnswerValue } from './contract.ts'
import type { PaperQuestion } from './tables.ts'

type Markable = Pick<PaperQuestion, 'kind' | 'choices' | 'answer' | 'tolerance' | 'asked'>

/**
 * The share of a question's points that an answer earns, 0–1, and what of the question it hit. One choice: all or nothing;
 * several: right ones less wrong ones, never below nothing, of all right ones; a number: within the tolerance.
 */
export function markOne(question: Markable, value: AnswerValue | null): { share: number; matched: string[] } {
  if (!value) return { share: 0, matched: [] }
  if (question.asked) {
    const { share, feedbackKeys } = mark(question.asked.content, question.asked.seed, value.answer ?? null)
    return { share, matched: feedbackKeys }
  }
  const chosen = question.choices.filter(({ id }) => value.choices?.includes(id))
  return { share: shareOf(question, value), matched: chosen.map(({ id }) => `options/${id}`) }
}

function shareOf(question: Markable, value: AnswerValue): number {
  if (question.kind === 'numeric') {
    const given = readNumber(value.number)
    if (given === null || question.answer === null) return 0
    // A hair's breadth for the rounding of binary fractions: 0.1 + 0.2 is within 0 of 0.3.
    const slack = Math.max(Math.abs(question.answer), Math.abs(given)) * 1e-12
    return Math.abs(given - question.answer) <= (question.tolerance ?? 0) + slack ? 1 : 0
  }
  const right = new Set(question.choices.filter((choice) => choice.right).map((choice) => choice.id))
  const known = new Set(question.choices.map((choice) => choice.id))
  const given = [...new Set(value.choices ?? [])].filter((id) => known.has(id))
  if (right.size === 0) return 0
  const hits = given.filter((id) => right.has(id)).length
  if (question.kind === 'single') return given.length === 1 && hits === 1 ? 1 : 0
  return Math.max(0, hits - (given.length - hits)) / right.size
}

/** Points of each question and of the whole, scaled to what the test gives. Rounded to hundredths. */
export function markPaper(
  paper: PaperQuestion[],
  answers: Map<string, AnswerValue>,
  testPoints: number,
): { each: Map<string, { points: number; share: number; matched: string[] }>; points: number } {
  const each = new Map(
    paper.map((question) => {
      const marked = markOne(question, answers.get(question.questionId) ?? null)
      return [question.questionId, { ...marked, points: roundPoints(question.points * marked.share) }]
    }),
  )
  const whole = paper.reduce((sum, question) => sum + question.points, 0)
  const earned = [...each.values()].reduce((sum, { points }) => sum + points, 0)
  return { each, points: whole > 0 ? Math.min(testPoints, roundPoints((earned / whole) * testPoints)) : 0 }
}

/** To hundredths. */
export function roundPoints(points: number): number {
  return Math.round((points + Number.EPSILON) * 100) / 100
}
