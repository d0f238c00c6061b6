import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { itemParams, offeringParams } from '../contract.ts'
import { itemTarget } from '../find-item.ts'
import { answerQuestion, questionTarget } from './answer-question.ts'
import { askQuestion } from './ask-question.ts'
import { answerInput, askInput, askParams, questionParams, questionsView } from './contract.ts'
import { readCourseQuestions, readItemQuestions } from './read-questions.ts'
import './today-part.ts'

export const questionRoutes = defineRoutes('learning', (route) => {
  route({
    method: 'PUT',
    path: '/api/items/:itemId/questions/:questionId',
    may: 'question.ask',
    summary: 'Asks the teacher from a place in the material; told again it is the same question',
    params: askParams,
    body: askInput,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => askQuestion(ctx, params.itemId, params.questionId, body),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/questions',
    may: 'course.read',
    summary: 'The questions at an item: one’s own, those shown to all, everyone’s for who answers',
    params: itemParams,
    response: questionsView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readItemQuestions(ctx, params.itemId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/questions',
    may: 'question.read',
    summary: 'The questions of a course, the unanswered ones first',
    params: offeringParams,
    response: questionsView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readCourseQuestions(ctx, params.offeringId),
  })
  route({
    method: 'PUT',
    path: '/api/questions/:questionId/answer',
    may: 'question.answer',
    summary: 'Answers a question, for the asker or for all',
    params: questionParams,
    body: answerInput,
    target: (ctx, { params }) => questionTarget(ctx, params.questionId),
    handler: (ctx, { params, body }) => answerQuestion(ctx, params.questionId, body),
  })
})
