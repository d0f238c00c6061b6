import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { itemParams, itemTarget } from '../../learning/index.ts'
import { phraseInput, phraseParams, phrasesView, rubricInput, rubricView } from './contract.ts'
import { addPhrase, readPhrases, removePhrase } from './keep-phrases.ts'
import { keepRubric, readRubric } from './keep-rubric.ts'

export const rubricRoutes = defineRoutes('assignments', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/rubric',
    summary: 'The rubric of an assignment',
    may: 'assignment.edit',
    params: itemParams,
    response: rubricView,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readRubric(ctx, params.itemId),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/rubric',
    summary: 'Writes a version of the rubric; the points of the assignment follow from it',
    may: 'assignment.edit',
    params: itemParams,
    body: rubricInput,
    response: rubricView,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => keepRubric(ctx, params.itemId, body),
  })
  route({
    method: 'GET',
    path: '/api/my/phrases',
    summary: 'One’s own phrases for comments',
    may: 'submission.mark',
    response: phrasesView,
    handler: (ctx) => readPhrases(ctx),
  })
  route({
    method: 'POST',
    path: '/api/my/phrases',
    summary: 'Keeps a phrase for comments',
    may: 'submission.mark',
    body: phraseInput,
    response: phrasesView,
    handler: (ctx, { body }) => addPhrase(ctx, body.words),
  })
  route({
    method: 'DELETE',
    path: '/api/my/phrases/:phraseId',
    summary: 'Takes a phrase of one’s own away',
    may: 'submission.mark',
    params: phraseParams,
    handler: (ctx, { params }) => removePhrase(ctx, params.phraseId),
  })
})
