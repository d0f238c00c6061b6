import { mark } from './bank/ask.ts'
import { readNumber } from './bank/shared/read-number.ts'
import { needsPerson } from './marking/by-person.ts'
import type { AnswerValue } from './contract.ts'
import type { PaperQuestion } from './tables.ts'

type Markable = Pick<PaperQuestion, 'kind' | 'choices' | 'answer' | 'tolerance' | 'asked'>

/**
 * The share of a question's points that an answer earns, 0–1, and what of the question it hit. One choice: all or nothing;
 * several: right ones less wrong ones, never below nothing, of all right ones; a number: within the tolerance. Null: a person tells.
 */
export function markOne(question: Markable, value: AnswerValue | null): { share: number | null; matched: string[] } {
  if (!value) return { share: 0, matched: [] }
  if (needsPerson(question, value)) return { share: null, matched: [] }
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

export interface Marked {
  points: number | null
  share: number | null
  matched: string[]
}

/**
 * Points of each question and of the whole, scaled to what the test gives. Rounded to hundredths. While answers wait for a person
 * the whole is null and `soFar` tells what is sure.
 * @param given points that persons gave, by question
 */
export function markPaper(
  paper: readonly PaperQuestion[],
  answers: ReadonlyMap<string, AnswerValue>,
  testPoints: number,
  given: ReadonlyMap<string, number> = new Map(),
): { each: Map<string, Marked>; points: number | null; soFar: number; waiting: number } {
  const each = new Map(
    paper.map((question): [string, Marked] => {
      const { share, matched } = markOne(question, answers.get(question.questionId) ?? null)
      if (share !== null) return [question.questionId, { share, matched, points: roundPoints(question.points * share) }]
      const points = given.get(question.questionId) ?? null
      return [question.questionId, { points, share: points === null ? null : shareOfPoints(points, question.points), matched }]
    }),
  )
  const waiting = [...each.values()].filter(({ points }) => points === null).length
  const soFar = wholeOf(
    paper,
    [...each.values()].map(({ points }) => points),
    testPoints,
  )
  return { each, points: waiting > 0 ? null : soFar, soFar, waiting }
}

/** What the points of its questions make of a test. */
export function wholeOf(paper: readonly { points: number }[], earned: readonly (number | null)[], testPoints: number): number {
  const whole = paper.reduce((sum, question) => sum + question.points, 0)
  const sum = earned.reduce((before: number, points) => before + (points ?? 0), 0)
  return whole > 0 ? Math.min(testPoints, roundPoints((sum / whole) * testPoints)) : 0
}

export function shareOfPoints(points: number, of: number): number {
  return of > 0 ? Math.min(1, points / of) : 0
}

/** To hundredths. */
export function roundPoints(points: number): number {
  return Math.round((points + Number.EPSILON) * 100) / 100
}
