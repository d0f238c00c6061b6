import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringTarget } from '../../programmes/index.ts'
import * as shared from '../contract.ts'
import { itemTarget } from '../targets.ts'
import * as shape from './contract.ts'
import { decideComplex, publishComplex } from './decide-complex.ts'
import { readChanges, readComplex, readQueue } from './read-complex.ts'
import { addComment, assignReviewers, commentTarget, excusePart, resolveComment, scoreComplex } from './review-complex.ts'
import { setItemPart } from './set-item-part.ts'
import { submitComplex } from './submit-complex.ts'

export const complexRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/complex',
    may: 'complex.read',
    clauses: ['R3.4a', 'R3.4b', 'R5.3c', 'R2.2d'],
    summary: 'The course complex: state, what it lacks, measures, remarks, versions',
    params: shared.offeringParams,
    response: shape.complexView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readComplex(ctx, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/complex/changes',
    may: 'complex.read',
    clauses: ['R5.3c'],
    summary: 'What differs between the version approved last and the live content, with both texts',
    params: shared.offeringParams,
    response: shape.changesView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readChanges(ctx, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/complexes',
    may: 'complex.assign',
    clauses: ['R5.3c'],
    summary: 'Complexes that lie before the methodical council, the nearest deadline first',
    response: shape.queueView,
    handler: (ctx) => readQueue(ctx),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/part',
    may: 'course.edit',
    clauses: ['R3.4a', 'R2.2d', 'R5.3b'],
    summary: 'Says what an item is in the complex, when it is looked at again, its licence and source',
    params: shared.itemParams,
    body: shape.itemPartInput,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => setItemPart(ctx, params.itemId, body),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/complex/submit',
    may: 'course.edit',
    clauses: ['R5.3c'],
    summary: 'Puts the complex before the methodical council',
    params: shared.offeringParams,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => submitComplex(ctx, params.offeringId),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/complex/reviewers',
    may: 'complex.assign',
    clauses: ['R5.3c'],
    summary: 'Names who reviews a submitted complex, and by when',
    params: shared.offeringParams,
    body: shape.assignInput,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => assignReviewers(ctx, params.offeringId, body.personIds, body.dueOn),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/complex/comments',
    may: 'complex.review',
    clauses: ['R5.3c'],
    summary: 'A remark at a place of a submitted complex',
    params: shared.offeringParams,
    body: shape.commentInput,
    response: shared.idView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => addComment(ctx, params.offeringId, body),
  })
  route({
    method: 'POST',
    path: '/api/complex-comments/:commentId/resolve',
    may: 'course.edit',
    clauses: ['R5.3c'],
    summary: 'The authors say that a remark is dealt with',
    params: shape.commentParams,
    target: (ctx, { params }) => commentTarget(ctx, params.commentId),
    handler: (ctx, { params }) => resolveComment(ctx, params.commentId),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/complex/scores',
    may: 'complex.review',
    clauses: ['R3.4b'],
    summary: 'A reviewer’s points by the rubric',
    params: shared.offeringParams,
    body: shape.scoresInput,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => scoreComplex(ctx, params.offeringId, body.scores),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/complex/decision',
    may: 'complex.review',
    clauses: ['R5.3c'],
    summary: 'Returns a submitted complex to its authors, or approves it as a version',
    params: shared.offeringParams,
    body: shape.decisionInput,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => decideComplex(ctx, params.offeringId, body.decision, body.note),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/complex/publish',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'Puts the approved version before the students; refused while parts are missing and not excused',
    params: shared.offeringParams,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => publishComplex(ctx, params.offeringId),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/complex/excuses/:part',
    may: 'complex.assign',
    clauses: ['R3.4a'],
    summary: 'Excuses a part, with the reason',
    params: shape.partParams,
    body: shape.excuseInput,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => excusePart(ctx, params.offeringId, params.part, body.reason),
  })
  route({
    method: 'DELETE',
    path: '/api/offerings/:offeringId/complex/excuses/:part',
    may: 'complex.assign',
    clauses: ['R3.4a'],
    summary: 'Demands an excused part again',
    params: shape.partParams,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => excusePart(ctx, params.offeringId, params.part, null),
  })
})
