import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { faults, feedbackAt, isAskable, mark, rightAnswer, toPaper } from '../bank/ask.ts'
import { cleanQuestion } from '../bank/clean-question.ts'
import type { tryInput, TryView } from './contract.ts'
import { wantingIn } from './read-question.ts'

/**
 * A question as a student would get it, and what an answer would earn: its author tries it before anybody else does.
 * Nothing is kept.
 * @throws 422 `exams.question-wanting` with what keeps it from being asked
 */
export function tryQuestion(ctx: Ctx, input: z.output<typeof tryInput>): TryView {
  const content = cleanQuestion(input.content)
  if (!isAskable(content) || faults(content).length > 0)
    throw problem('exams.question-wanting', { status: 422, params: { reasons: wantingIn(ctx, content).join(' ') } })
  const seed = input.seed ?? randomUUID()
  const paper = toPaper(content, seed)
  if (!input.answer) return { seed, paper, share: null, byPerson: false, right: null, remarks: [] }
  const marked = mark(content, seed, input.answer)
  const remarks = marked.feedbackKeys.map((key) => feedbackAt(content, key)).filter((words) => Object.values(words).some(Boolean))
  return { seed, paper, share: marked.needsPerson ? null : marked.share, byPerson: marked.needsPerson, right: rightAnswer(content, seed), remarks }
}
