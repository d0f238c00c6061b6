import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { answeringQuery, answeringView, ownAnsweringView, teacherAnsweringView, teacherParams } from './contract.ts'
import { readAnswering, readOwnAnswering, readTeacherAnswering } from './read-answering.ts'

export const answeringRoutes = defineRoutes('assignments', (route) => {
  route({
    method: 'GET',
    path: '/api/my/answering',
    summary: 'How soon one answers works and questions in this term, and what waits',
    may: 'answering.read-own',
    response: ownAnsweringView,
    clauses: ['R4.6a'],
    handler: (ctx) => readOwnAnswering(ctx),
  })
  route({
    method: 'GET',
    path: '/api/answering',
    summary: 'How soon the teachers that the reader looks after answer',
    may: 'answering.read',
    query: answeringQuery,
    response: answeringView,
    clauses: ['R4.6a'],
    handler: (ctx, { query }) => readAnswering(ctx, query.termId),
  })
  route({
    method: 'GET',
    path: '/api/answering/:personId',
    summary: 'The rows behind a teacher’s figures',
    may: 'answering.read',
    params: teacherParams,
    query: answeringQuery,
    response: teacherAnsweringView,
    clauses: ['R4.6a'],
    handler: (ctx, { params, query }) => readTeacherAnswering(ctx, params.personId, query.termId),
  })
})
