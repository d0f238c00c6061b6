import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { idView, itemParams } from '../contract.ts'
import { itemTarget } from '../targets.ts'
import * as shape from './contract.ts'
import './copy-check.ts'
import { checkTarget } from './find-check.ts'
import { keepAnswer } from './keep-answer.ts'
import { readCheck, readCheckResults } from './read-check.ts'
import { addCheck, changeCheck } from './write-check.ts'

export const checkRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/self-checks/:checkId',
    may: 'course.read',
    clauses: ['R3.4b'],
    summary: 'A self-check with its right answers (self-study) and the reader’s own first and last answers',
    params: shape.checkParams,
    response: shape.checkView,
    target: (ctx, { params }) => checkTarget(ctx, params.checkId),
    handler: (ctx, { params }) => readCheck(ctx, params.checkId),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/self-checks',
    may: 'course.edit',
    clauses: ['R3.4b'],
    summary: 'Makes a self-check for a block in a lesson',
    params: itemParams,
    body: shape.checkContentInput,
    response: idView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => addCheck(ctx, params.itemId, body),
  })
  route({
    method: 'PUT',
    path: '/api/self-checks/:checkId',
    may: 'course.edit',
    clauses: ['R3.4b'],
    summary: 'Changes a self-check; answers that were given stay',
    params: shape.checkParams,
    body: shape.changeCheckInput,
    response: shape.changedCheckView,
    target: (ctx, { params }) => checkTarget(ctx, params.checkId),
    handler: (ctx, { params, body }) => changeCheck(ctx, params.checkId, body),
  })
  route({
    method: 'POST',
    path: '/api/self-checks/:checkId/answers',
    may: 'check.answer',
    clauses: ['R4.3c'],
    summary: 'Keeps an answer that was given on the device, once, with its true time',
    params: shape.checkParams,
    body: shape.answerInput,
    response: shape.answerKeptView,
    target: (ctx, { params }) => checkTarget(ctx, params.checkId),
    handler: (ctx, { params, body }) => keepAnswer(ctx, params.checkId, body),
  })
  route({
    method: 'GET',
    path: '/api/self-checks/:checkId/results',
    may: 'check.results',
    clauses: ['R3.4b'],
    summary: 'How many answered each question rightly at the first go and by now',
    params: shape.checkParams,
    response: shape.checkResultsView,
    target: (ctx, { params }) => checkTarget(ctx, params.checkId),
    handler: (ctx, { params }) => readCheckResults(ctx, params.checkId),
  })
})
