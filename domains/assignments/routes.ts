import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { defineRoutes } from '../../foundation/server/http/route.ts'
import { sendFile } from '../../foundation/server/files/send-file.ts'
import { itemParams, itemTarget, offeringParams } from '../learning/index.ts'
import { recordLook } from '../people/index.ts'
import { offeringTarget } from '../programmes/index.ts'
import {
  assignmentRules,
  assignmentView,
  markingQuery,
  markingView,
  markInput,
  submissionFileParams,
  submissionParams,
  submissionView,
} from './contract.ts'
import { editAssignment } from './edit-assignment.ts'
import { findAssignment, handInWork } from './hand-in-work.ts'
import { markWork } from './mark-work.ts'
import { findSubmissionFile, readAssignment, readMarking, readSubmission, submissionTarget } from './queries.ts'
import { receiveForm } from './receive-form.ts'
import { answeringRoutes } from './answering/routes.ts'
import { rubricRoutes } from './rubric/routes.ts'
import './item-kind.ts'
import './today-part.ts'

const workRoutes = defineRoutes('assignments', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/assignment',
    summary: 'An assignment with one’s own rounds, mark and comment',
    may: 'assignment.read',
    params: itemParams,
    response: assignmentView,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readAssignment(ctx, params.itemId),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/assignment',
    summary: 'Sets what an assignment takes and how many points it gives',
    may: 'assignment.edit',
    params: itemParams,
    body: assignmentRules,
    response: assignmentRules,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => editAssignment(ctx, params.itemId, body),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/submissions',
    summary: 'Hands in text and files (form fields clientKey, text, and files); the same clientKey again gives the same submission',
    may: 'submission.make',
    params: itemParams,
    response: submissionView,
    upload: true,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: async (ctx, { params, request }) => {
      const rules = await findAssignment(ctx, params.itemId)
      const form = await receiveForm(request, rules.acceptsFiles ? rules.maxFiles : 0)
      try {
        return await handInWork(ctx, params.itemId, form)
      } finally {
        await form.discard()
      }
    },
  })
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId',
    summary: 'A submission with its receipt, mark and comment',
    may: 'submission.read',
    params: submissionParams,
    response: submissionView,
    target: (ctx, { params }) => submissionTarget(ctx, params.submissionId),
    handler: (ctx, { params }) => readSubmission(ctx, params.submissionId),
  })
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/files/:fileId',
    summary: 'A file of a submission',
    may: 'submission.read',
    params: submissionFileParams,
    target: (ctx, { params }) => submissionTarget(ctx, params.submissionId),
    handler: async (ctx, { params, reply }) => {
      const fileId = await findSubmissionFile(ctx, params.submissionId, params.fileId)
      if (!fileId) throw problem('foundation.not-found', { status: 404 })
      await sendFile(ctx, reply, fileId)
    },
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/marking',
    summary: 'The work handed in: the teacher’s queue, read by those who look after the offering too',
    may: 'submission.review',
    params: offeringParams,
    query: markingQuery,
    response: markingView,
    clauses: ['R4.4a', 'R3.3a'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: async (ctx, { params, query }) => {
      const view = await readMarking(ctx, params.offeringId, query)
      if (!actorOf(ctx).facts.teaches.includes(params.offeringId))
        await recordLook(
          ctx,
          view.works.map((one) => one.person.id),
          'assignments.works',
        )
      return view
    },
  })
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/mark',
    summary: 'Marks a submission, or sends it back for rework',
    may: 'submission.mark',
    params: submissionParams,
    body: markInput,
    response: submissionView,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => submissionTarget(ctx, params.submissionId),
    handler: (ctx, { params, body }) => markWork(ctx, params.submissionId, body),
  })
})

export const routes = [...workRoutes, ...rubricRoutes, ...answeringRoutes]
