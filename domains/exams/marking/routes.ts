import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { itemTarget } from '../../learning/index.ts'
import * as shape from './contract.ts'
import { markEssay } from './mark-essay.ts'
import { readMarking } from './read-marking.ts'
import { readWork } from './read-work.ts'

/** What a person must mark in a test. */
export const markingRoutes = defineRoutes('exams', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/marking',
    summary: 'The answers of a test that a person marks, without names unless they are asked for',
    may: 'attempt.mark',
    clauses: ['R4.4a'],
    params: shape.itemParams,
    query: shape.namesQuery,
    response: shape.markingView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, query }) => readMarking(ctx, params.itemId, query.names === 'shown'),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/marking/:attemptId/:questionId',
    summary: 'One answer with its question and every mark it was given',
    may: 'attempt.mark',
    params: shape.workParams,
    query: shape.namesQuery,
    response: shape.workView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, query }) => readWork(ctx, params, query.names === 'shown'),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/marking/:attemptId/:questionId',
    summary: 'Marks an answer, or changes its mark with a reason',
    may: 'attempt.mark',
    clauses: ['R4.4a'],
    params: shape.workParams,
    query: shape.namesQuery,
    body: shape.essayMarkInput,
    response: shape.workView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: async (ctx, { params, query, body }) => {
      await markEssay(ctx, params, body)
      return readWork(ctx, params, query.names === 'shown')
    },
  })
})
