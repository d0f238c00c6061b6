import { z } from 'zod'
import { instantView, localizedView, personView } from '../contract.ts'

export const askParams = z.object({ itemId: z.uuid(), questionId: z.uuid() })
export const questionParams = z.object({ questionId: z.uuid() })
export const askInput = z.object({ quote: z.string().trim().max(1000).nullable(), text: z.string().trim().min(1).max(5000) })
export type AskInput = z.output<typeof askInput>
export const answerInput = z.object({ answer: z.string().trim().min(1).max(10_000), forAll: z.boolean() })
export type AnswerInput = z.output<typeof answerInput>

const questionView = z.object({
  id: z.string(),
  itemId: z.string(),
  title: localizedView,
  quote: z.string().nullable(),
  text: z.string(),
  createdAt: instantView,
  own: z.boolean(),
  /** Who asks; null for other students. */
  person: personView.nullable(),
  answer: z.string().nullable(),
  answeredAt: instantView.nullable(),
  forAll: z.boolean(),
})
export type QuestionView = z.output<typeof questionView>
export const questionsView = z.object({ mayAsk: z.boolean(), mayAnswer: z.boolean(), questions: z.array(questionView) })
export type QuestionsView = z.output<typeof questionsView>
