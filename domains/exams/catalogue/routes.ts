import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { questionImportView } from '../contract.ts'
import { bankQuestionTarget } from './bank-target.ts'
import { bringIntoBank } from './bring-into-bank.ts'
import * as shape from './contract.ts'
import { listQuestions } from './list-questions.ts'
import { readQuestion, readVersion } from './read-question.ts'
import { sendFromBank } from './send-from-bank.ts'
import { tryQuestion } from './try-question.ts'
import { addQuestion, archiveQuestion, changeQuestion } from './write-question.ts'

const place = '/api/offerings/:offeringId/bank'

/** The bank of questions of a discipline. */
export const bankRoutes = defineRoutes('exams', (route) => {
  route({
    method: 'GET',
    path: place,
    summary: 'Questions of the bank of an offering’s discipline',
    may: 'bank.read',
    clauses: ['R4.4a'],
    params: shape.bankParams,
    query: shape.bankQuery,
    response: shape.bankView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query }) => listQuestions(ctx, params.offeringId, query),
  })
  route({
    method: 'POST',
    path: place,
    summary: 'Adds a question to the bank',
    may: 'bank.edit',
    params: shape.bankParams,
    body: shape.bankInput,
    response: shape.bankQuestionView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => addQuestion(ctx, params.offeringId, body),
  })
  route({
    method: 'GET',
    path: `${place}/:questionId`,
    summary: 'A question of the bank with its key, versions and uses',
    may: 'bank.read',
    params: shape.bankQuestionParams,
    response: shape.bankQuestionView,
    target: (ctx, { params }) => bankQuestionTarget(ctx, params),
    handler: (ctx, { params }) => readQuestion(ctx, params),
  })
  route({
    method: 'PUT',
    path: `${place}/:questionId`,
    summary: 'A new version of a question of the bank',
    may: 'bank.edit',
    params: shape.bankQuestionParams,
    body: shape.bankChange,
    response: shape.bankQuestionView,
    target: (ctx, { params }) => bankQuestionTarget(ctx, params),
    handler: (ctx, { params, body }) => changeQuestion(ctx, params, body),
  })
  route({
    method: 'PUT',
    path: `${place}/:questionId/archived`,
    summary: 'Puts a question of the bank away, or takes it back',
    may: 'bank.edit',
    params: shape.bankQuestionParams,
    body: shape.bankArchive,
    response: shape.bankQuestionView,
    target: (ctx, { params }) => bankQuestionTarget(ctx, params),
    handler: (ctx, { params, body }) => archiveQuestion(ctx, params, body.archived),
  })
  route({
    method: 'GET',
    path: `${place}/:questionId/versions/:version`,
    summary: 'What a question of the bank said in one of its versions',
    may: 'bank.read',
    params: shape.bankVersionParams,
    response: shape.bankVersionView,
    target: (ctx, { params }) => bankQuestionTarget(ctx, params),
    handler: (ctx, { params }) => readVersion(ctx, params),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/bank-try',
    summary: 'A question as a student would get it, and what an answer would earn; nothing is kept',
    may: 'bank.edit',
    params: shape.bankParams,
    body: shape.tryInput,
    response: shape.tryView,
    limit: 'read',
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: async (ctx, { body }) => tryQuestion(ctx, body),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/bank-file',
    summary: 'Adds the questions of a file (form field `file`: GIFT, Aiken, Moodle XML, QTI 2 or 3, XLSX) to the bank and reports of each',
    may: 'bank.edit',
    limit: 'heavy',
    upload: true,
    params: shape.bankParams,
    query: shape.bankBringQuery,
    response: questionImportView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query, request }) => bringIntoBank(ctx, params.offeringId, request, query),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/bank-file',
    summary: 'Questions of the bank with their right answers as a file of another system’s format',
    may: 'bank.edit',
    limit: 'heavy',
    params: shape.bankParams,
    query: shape.bankFileQuery,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query, reply }) => sendFromBank(ctx, reply, params.offeringId, query),
  })
})
