import { offeringTarget } from '../programmes/index.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { defineRoutes } from '../../foundation/server/http/route.ts'
import {
  activityView,
  itemParams,
  itemProgressView,
  offeringParams,
  offeringProgressView,
  ownTraceView,
  progressInput,
  todayView,
  traceQuery,
} from './contract.ts'
import { itemTarget } from './find-item.ts'
import { noteVisit } from './note-visit.ts'
import { readActivity, readOfferingProgress } from './queries.ts'
import { readOwnTrace } from './read-own-trace.ts'
import { readToday } from './read-today.ts'
import { saveProgress } from './save-progress.ts'
import { moocRoutes } from './mooc/routes.ts'
import { noteRoutes } from './notes/routes.ts'
import { questionRoutes } from './questions/routes.ts'
import { ratingRoutes } from './ratings/routes.ts'
import { watchingRoutes } from './watching/routes.ts'

const ownRoutes = defineRoutes('learning', (route) => {
  route({
    method: 'POST',
    path: '/api/items/:itemId/progress',
    summary: 'A heartbeat of reading: visible seconds since the last one, the place, whether it is done',
    may: 'progress.write',
    params: itemParams,
    body: progressInput,
    response: itemProgressView,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => saveProgress(ctx, params.itemId, body),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/progress',
    summary: 'One’s own progress in an offering',
    may: 'progress.read-own',
    params: offeringParams,
    response: offeringProgressView,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readOfferingProgress(ctx, params.offeringId, actorOf(ctx).personId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/activity',
    summary: 'Who did what in an offering: a line for each student',
    may: 'activity.read',
    params: offeringParams,
    response: activityView,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readActivity(ctx, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/my/today',
    summary: 'The cabinet: meetings, deadlines, news, what waits, the offerings',
    may: 'signed-in',
    response: todayView,
    clauses: ['R3.6a', 'R3.6b'],
    handler: (ctx) => readToday(ctx),
  })
  route({
    method: 'POST',
    path: '/api/my/visits',
    summary: 'Tells that the cabinet was looked at, so that only later things are new next time',
    may: 'signed-in',
    handler: (ctx) => noteVisit(ctx),
  })
  route({
    method: 'GET',
    path: '/api/my/trace',
    summary: 'One’s own acts as the portal noted them',
    may: 'signed-in',
    query: traceQuery,
    response: ownTraceView,
    clauses: ['R1.3c', 'R6.2a'],
    handler: (ctx, { query }) => readOwnTrace(ctx, query),
  })
})

/** The domain's whole policy: progress and the cabinet, then its rooms. */
export const routes = [...ownRoutes, ...watchingRoutes, ...ratingRoutes, ...moocRoutes, ...noteRoutes, ...questionRoutes]
