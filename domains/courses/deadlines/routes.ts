import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { itemTarget } from '../targets.ts'
import { deadlineParams, deadlinesView, grantInput, ownDeadlineParams } from './contract.ts'
import { grantDeadline, withdrawDeadline } from './grant-deadline.ts'
import { readDeadlines } from './read-deadlines.ts'

export const deadlineRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/deadlines',
    summary: 'Who has a deadline of their own in an assignment',
    may: 'deadline.grant',
    params: deadlineParams,
    response: deadlinesView,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readDeadlines(ctx, params.itemId),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/deadlines',
    summary: 'Gives students a deadline of their own, with the reason',
    may: 'deadline.grant',
    params: deadlineParams,
    body: grantInput,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => grantDeadline(ctx, params.itemId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/items/:itemId/deadlines/:personId',
    summary: 'Takes a deadline of one’s own back',
    may: 'deadline.grant',
    params: ownDeadlineParams,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => withdrawDeadline(ctx, params.itemId, params.personId),
  })
})
