import { defineRoutes } from '../../foundation/server/http/route.ts'
import { itemParams, itemTarget } from '../learning/index.ts'
import {
  answerAck,
  answerInput,
  answerParams,
  attemptParams,
  paperFileParams,
  paperView,
  protocolQuery,
  questionFileQuery,
  questionImportQuery,
  questionImportView,
  resultView,
  startInput,
  testEditInput,
  testEditView,
  testResultsView,
  testView,
} from './contract.ts'
import { bringQuestions } from './bank/bring-questions.ts'
import { bankRoutes } from './catalogue/routes.ts'
import { sendQuestions } from './bank/send-questions.ts'
import { markingRoutes } from './marking/routes.ts'
import { editTest } from './edit-test.ts'
import { sendPaperFile } from './paper-files.ts'
import { attemptOwner, attemptTarget, readPaper, readResult, readTest, readTestForEdit } from './queries.ts'
import { sendProtocol, sendRecord } from './protocol/print-protocol.ts'
import { readTestResults } from './read-test-results.ts'
import { saveAnswer } from './save-answer.ts'
import { sittingRoutes } from './sitting/routes.ts'
import { requireSebFor, sebProofOf } from './sitting/seb/proof.ts'
import { startAttempt } from './start-attempt.ts'
import { submitAttempt } from './submit-attempt.ts'
import './item-kind.ts'
import './marking/today-part.ts'

const testRoutes = defineRoutes('exams', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/test',
    summary: 'A test with one’s own attempts',
    may: 'test.read',
    params: itemParams,
    response: testView,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, request }) => readTest(ctx, params.itemId, sebProofOf(request)),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/attempts',
    summary: 'Begins an attempt, or gives the running one',
    may: 'test.take',
    params: itemParams,
    body: startInput,
    response: paperView,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body, request }) =>
      startAttempt(ctx, params.itemId, { ip: request.ip, code: body?.code ?? null, seb: sebProofOf(request) }),
  })
  route({
    method: 'GET',
    path: '/api/attempts/:attemptId/paper',
    summary: 'The paper of an attempt and the answers that are kept; never a right answer',
    may: 'attempt.write',
    params: attemptParams,
    response: paperView,
    target: (ctx, { params }) => attemptOwner(ctx, params.attemptId),
    handler: async (ctx, { params, request }) => {
      await requireSebFor(ctx, params.attemptId, sebProofOf(request))
      return readPaper(ctx, params.attemptId)
    },
  })
  route({
    method: 'GET',
    path: '/api/attempts/:attemptId/files/:fileId',
    summary: 'A picture of a question that was drawn from the bank onto the paper',
    may: 'attempt.read',
    params: paperFileParams,
    target: (ctx, { params }) => attemptTarget(ctx, params.attemptId),
    handler: (ctx, { params, reply }) => sendPaperFile(ctx, reply, params),
  })
  route({
    method: 'PUT',
    path: '/api/attempts/:attemptId/answers/:questionId',
    summary: 'Keeps one answer; an older sequence changes nothing',
    may: 'attempt.write',
    params: answerParams,
    body: answerInput,
    response: answerAck,
    limit: 'read',
    target: (ctx, { params }) => attemptOwner(ctx, params.attemptId),
    handler: (ctx, { params, body, request }) => saveAnswer(ctx, params, body, sebProofOf(request)),
  })
  route({
    method: 'POST',
    path: '/api/attempts/:attemptId/submit',
    summary: 'Hands in an attempt; what a rule can mark is marked at once',
    may: 'attempt.write',
    params: attemptParams,
    response: resultView,
    target: (ctx, { params }) => attemptOwner(ctx, params.attemptId),
    handler: async (ctx, { params }) => {
      await submitAttempt(ctx, params.attemptId)
      return readResult(ctx, params.attemptId)
    },
  })
  route({
    method: 'GET',
    path: '/api/attempts/:attemptId/result',
    summary: 'The result of an attempt; right answers as the test’s policy says',
    may: 'attempt.read',
    params: attemptParams,
    response: resultView,
    target: (ctx, { params }) => attemptTarget(ctx, params.attemptId),
    handler: (ctx, { params }) => readResult(ctx, params.attemptId),
  })
  route({
    method: 'GET',
    path: '/api/attempts/:attemptId/protocol',
    summary: 'The protocol of an attempt (PDF): questions, answers with their times, points, and the hash that proves them',
    may: 'attempt.read',
    limit: 'heavy',
    clauses: ['R4.4a'],
    params: attemptParams,
    query: protocolQuery,
    target: (ctx, { params }) => attemptTarget(ctx, params.attemptId),
    handler: (ctx, { params, query, reply }) => sendProtocol(ctx, reply, params.attemptId, query.language),
  })
  route({
    method: 'GET',
    path: '/api/attempts/:attemptId/record',
    summary: 'The record that the protocol’s hash was taken of, byte for byte, keys and all',
    may: 'test.results',
    limit: 'heavy',
    params: attemptParams,
    target: (ctx, { params }) => attemptTarget(ctx, params.attemptId),
    handler: (ctx, { params, reply }) => sendRecord(ctx, reply, params.attemptId),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/test/edit',
    summary: 'A test with its questions and right answers, for its teacher',
    may: 'test.edit',
    params: itemParams,
    response: testEditView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readTestForEdit(ctx, params.itemId),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/test/edit',
    summary: 'Sets a test and its questions',
    may: 'test.edit',
    params: itemParams,
    body: testEditInput,
    response: testEditView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => editTest(ctx, params.itemId, body),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/test/questions-file',
    summary: 'Adds the questions of a file (form field `file`: GIFT, Aiken, Moodle XML, QTI 2 or 3, told by its content) and reports of each',
    may: 'test.edit',
    limit: 'heavy',
    upload: true,
    params: itemParams,
    query: questionImportQuery,
    response: questionImportView,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, query, request }) => bringQuestions(ctx, params.itemId, request, query.language),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/test/questions-file',
    summary: 'The questions with their right answers as a file of another system’s format',
    may: 'test.edit',
    limit: 'heavy',
    params: itemParams,
    query: questionFileQuery,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, query, reply }) => sendQuestions(ctx, reply, params.itemId, query.format),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/test/results',
    summary: 'Attempts of all students and statistics of the questions',
    may: 'test.results',
    params: itemParams,
    response: testResultsView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readTestResults(ctx, params.itemId),
  })
})

export const routes = [...testRoutes, ...sittingRoutes, ...markingRoutes, ...bankRoutes]
