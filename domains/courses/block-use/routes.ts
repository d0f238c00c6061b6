import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { itemParams } from '../contract.ts'
import { itemTarget } from '../targets.ts'
import { blockUseInput } from './contract.ts'
import { keepUse } from './keep-use.ts'

export const blockUseRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'POST',
    path: '/api/items/:itemId/block-uses',
    may: 'check.answer',
    clauses: ['R4.3c'],
    summary: 'Keeps that one worked with a plot or opened an outside laboratory of a lesson, once, with its true time',
    params: itemParams,
    body: blockUseInput,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => keepUse(ctx, params.itemId, body),
  })
})
