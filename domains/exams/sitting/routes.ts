import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { itemTarget } from '../../learning/index.ts'
import { attemptOwner } from '../queries.ts'
import { actInRoom } from './act-in-room.ts'
import { beat, takeOver } from './beat.ts'
import * as shape from './contract.ts'
import { keyOfAttempt } from './key-of-attempt.ts'
import { readExams } from './read-exams.ts'
import { readRoom } from './read-room.ts'
import { readSitting } from './read-sitting.ts'
import { sebProofOf } from './seb/proof.ts'
import { sendSebConfig } from './seb/send-config.ts'
import { setAllowance, setSitting } from './set-sitting.ts'

/** Exams that everybody sits at one time, and the room they are watched in. */
export const sittingRoutes = defineRoutes('exams', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/sitting',
    summary: 'When a test is sat as an exam, and who has more time',
    may: 'test.edit',
    clauses: ['R4.4a'],
    params: shape.itemParams,
    response: shape.sittingView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readSitting(ctx, params.itemId),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/sitting',
    summary: 'Makes a test an exam that everybody sits at one time',
    may: 'test.edit',
    params: shape.itemParams,
    body: shape.sittingInput,
    response: shape.sittingView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => setSitting(ctx, params.itemId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/items/:itemId/sitting',
    summary: 'Lets a test be sat at any time again',
    may: 'test.edit',
    params: shape.itemParams,
    response: shape.sittingView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => setSitting(ctx, params.itemId, null),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/exam.seb',
    summary: 'The file that opens Safe Exam Browser for an exam; SEB fetches it before anybody has signed in',
    may: 'public',
    clauses: ['R4.4a'],
    params: shape.itemParams,
    handler: (ctx, { params, reply }) => sendSebConfig(ctx, reply, params.itemId),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/allowances/:personId',
    summary: 'More time for a student in a test, with the reason',
    may: 'test.edit',
    params: shape.personParams,
    body: shape.allowanceInput,
    response: shape.sittingView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => setAllowance(ctx, params, body),
  })
  route({
    method: 'GET',
    path: '/api/attempts/:attemptId/key',
    summary: 'The key of a sealed paper, from the start of the exam on',
    may: 'attempt.write',
    params: shape.attemptParams,
    response: shape.keyView,
    target: (ctx, { params }) => attemptOwner(ctx, params.attemptId),
    handler: (ctx, { params, request }) => keyOfAttempt(ctx, params.attemptId, sebProofOf(request)),
  })
  route({
    method: 'POST',
    path: '/api/attempts/:attemptId/beat',
    summary: 'The page of an exam tells that it is there and hears what changed',
    may: 'attempt.write',
    limit: 'read',
    params: shape.attemptParams,
    body: shape.beatInput,
    response: shape.beatView,
    target: (ctx, { params }) => attemptOwner(ctx, params.attemptId),
    handler: (ctx, { params, body }) => beat(ctx, params.attemptId, body),
  })
  route({
    method: 'POST',
    path: '/api/attempts/:attemptId/take-over',
    summary: 'The student goes on with this device',
    may: 'attempt.write',
    params: shape.attemptParams,
    body: shape.takeOverInput,
    response: shape.beatView,
    target: (ctx, { params }) => attemptOwner(ctx, params.attemptId),
    handler: (ctx, { params, body }) => takeOver(ctx, params.attemptId, body.device),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/room',
    summary: 'Who is in an exam and how far they are',
    may: 'room.watch',
    params: shape.itemParams,
    response: shape.roomView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readRoom(ctx, params.itemId),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/room/acts',
    summary: 'More time, an end, opening again, a message or a pause, with the reason',
    may: 'room.act',
    clauses: ['R4.4a'],
    params: shape.itemParams,
    body: shape.roomActInput,
    response: shape.roomView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => actInRoom(ctx, params.itemId, body),
  })
  route({
    method: 'GET',
    path: '/api/exams',
    summary: 'Exams at one time: one’s own, or those whose rooms one may watch',
    may: 'test.read',
    response: shape.examsView,
    clauses: ['R4.4a'],
    handler: (ctx) => readExams(ctx),
  })
})
