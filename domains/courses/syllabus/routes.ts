import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { itemTarget } from '../targets.ts'
import * as shared from '../contract.ts'
import * as shape from './contract.ts'
import { sendSyllabus } from './print-syllabus.ts'
import { readSyllabus } from './read-syllabus.ts'
import { copySyllabus, saveSyllabus, tieItem } from './save-syllabus.ts'

export const syllabusRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/syllabus',
    may: 'course.read',
    clauses: ['R3.4a', 'R6.3b'],
    summary: 'The syllabus, what it is measured by, and what it lacks',
    params: shared.offeringParams,
    response: shape.syllabusView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readSyllabus(ctx, params.offeringId),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/syllabus',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'Keeps the syllabus; tells when somebody else saved in between',
    params: shared.offeringParams,
    body: shape.syllabusInput,
    response: shape.savedView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => saveSyllabus(ctx, params.offeringId, body.version, body.content),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/syllabus/copy',
    may: 'course.edit',
    summary: 'Takes over the syllabus of another term of the same discipline',
    params: shared.offeringParams,
    body: shape.copyInput,
    response: shape.savedView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => copySyllabus(ctx, params.offeringId, body.fromOfferingId, body.version),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/syllabus.pdf',
    may: 'course.read',
    limit: 'heavy',
    summary: 'The syllabus as a paper, in Kyrgyz or Russian',
    params: shared.offeringParams,
    query: shape.printQuery,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query, reply }) => sendSyllabus(ctx, reply, params.offeringId, query.language),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/topics',
    may: 'course.edit',
    clauses: ['R3.4b'],
    summary: 'Ties an item to topics of the syllabus',
    params: shape.tieParams,
    body: shape.tieInput,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => tieItem(ctx, params.itemId, body.topicIds),
  })
})
