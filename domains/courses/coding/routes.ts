import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { idView } from '../contract.ts'
import { itemTarget } from '../targets.ts'
import * as shape from './contract.ts'
import { taskTarget } from './find-task.ts'
import './item-kind.ts'
import { keepAttempt } from './keep-attempt.ts'
import { readCodingResults, readPersonAttempts } from './read-results.ts'
import { readItemTask, readTask } from './read-task.ts'
import { runtimeFor } from './runtime.ts'
import { saveDraft } from './save-draft.ts'
import { addTask, changeTask } from './write-task.ts'

export const codingRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/coding-task',
    may: 'course.read',
    summary: 'The programming task of an item; null while there is none',
    params: shape.taskItemParams,
    response: shape.itemTaskView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, request }) => readItemTask(ctx, request, params.itemId),
  })
  route({
    method: 'GET',
    path: '/api/coding-tasks/:taskId',
    may: 'course.read',
    summary: 'A programming task with its tests, the reader’s own attempts and the program being written',
    params: shape.taskParams,
    response: shape.taskView,
    target: (ctx, { params }) => taskTarget(ctx, params.taskId),
    handler: (ctx, { params, request }) => readTask(ctx, request, params.taskId),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/coding-runtime',
    may: 'course.edit',
    summary: 'Where programs run, for an author who tries a task before it is kept',
    params: shape.taskItemParams,
    response: shape.runtimeView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { request }) => runtimeFor(ctx, request),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/coding-tasks',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'Makes a programming task: an item’s own, or one for a block in a lesson',
    params: shape.taskItemParams,
    body: shape.newTaskInput,
    response: idView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => addTask(ctx, params.itemId, body),
  })
  route({
    method: 'PUT',
    path: '/api/coding-tasks/:taskId',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'Changes a programming task: a new version; attempts keep theirs',
    params: shape.taskParams,
    body: shape.changeTaskInput,
    response: shape.changedTaskView,
    target: (ctx, { params }) => taskTarget(ctx, params.taskId),
    handler: (ctx, { params, body }) => changeTask(ctx, params.taskId, body),
  })
  route({
    method: 'PUT',
    path: '/api/coding-tasks/:taskId/draft',
    may: 'coding.attempt',
    summary: 'Keeps the program that a student is writing, by rising sequence',
    params: shape.taskParams,
    body: shape.draftInput,
    response: shape.draftView,
    target: (ctx, { params }) => taskTarget(ctx, params.taskId),
    handler: (ctx, { params, body }) => saveDraft(ctx, params.taskId, body),
  })
  route({
    method: 'POST',
    path: '/api/coding-tasks/:taskId/attempts',
    may: 'coding.attempt',
    clauses: ['R4.3c'],
    summary: 'Keeps a check that ran on the student’s device, once, with its true time; the server has not run it',
    params: shape.taskParams,
    body: shape.attemptInput,
    response: shape.attemptLine,
    target: (ctx, { params }) => taskTarget(ctx, params.taskId),
    handler: (ctx, { params, body }) => keepAttempt(ctx, params.taskId, body),
  })
  route({
    method: 'GET',
    path: '/api/coding-tasks/:taskId/attempts',
    may: 'coding.results',
    clauses: ['R4.3c'],
    summary: 'Who has checked programs in a task, how often and with what best result',
    params: shape.taskParams,
    response: shape.resultsView,
    target: (ctx, { params }) => taskTarget(ctx, params.taskId),
    handler: (ctx, { params }) => readCodingResults(ctx, params.taskId),
  })
  route({
    method: 'GET',
    path: '/api/coding-tasks/:taskId/attempts/:personId',
    may: 'coding.results',
    clauses: ['R4.3c'],
    summary: 'A student’s attempts in a task, with the programs',
    params: shape.taskPersonParams,
    response: shape.personAttemptsView,
    target: (ctx, { params }) => taskTarget(ctx, params.taskId),
    handler: (ctx, { params }) => readPersonAttempts(ctx, params.taskId, params.personId),
  })
})
