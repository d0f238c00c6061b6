import { isGiven } from '../bank/shared/is-given.ts'
import type { AnswerValue } from '../contract.ts'
import type { PaperQuestion } from '../tables.ts'

const kinds = ['essay', 'file', 'code']

/** Whether a person marks this question. */
export function byPerson(question: Pick<PaperQuestion, 'asked'>): boolean {
  return kinds.includes(question.asked?.content.kind ?? '')
}

/** Whether there is something for a person to read: a field that was emptied again earns nothing and waits for nobody. */
export function needsPerson(question: Pick<PaperQuestion, 'asked'>, value: AnswerValue | null): boolean {
  return byPerson(question) && value?.answer !== undefined && isGiven(value.answer)
}
