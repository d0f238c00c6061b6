import { defineEvent } from '../../../foundation/server/events/events.ts'

interface QuestionNews {
  questionId: string
  personId: string
  itemId: string
  offeringId: string
}

/** A student asked from the material. */
export const questionAsked = defineEvent<QuestionNews>('question.asked')
/** The teacher answered. */
export const questionAnswered = defineEvent<QuestionNews>('question.answered')
