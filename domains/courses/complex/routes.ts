import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringTarget } from '../../programmes/index.ts'
import * as shared from '../contract.ts'
import { itemTarget } from '../targets.ts'
import * as shape from './contract.ts'
import { compareVersions, readPublishedChanges } from './compare-versions.ts'
import { confirmItems } from './confirm-items.ts'
import { decideComplex, publishComplex } from './decide-complex.ts'
import { sendReview } from './print-review.ts'
import { readComplex, readQueue } from './read-complex.ts'
import { readComplexContent } from './read-complex-content.ts'
import { readOverview } from './read-overview.ts'
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
    summary: 'What differs between two states of a complex (the version approved last and the live content), with both texts',
    params: shared.offeringParams,
    query: shape.compareQuery,
    response: shape.changesView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query }) => compareVersions(ctx, params.offeringId, query.from, query.to),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/complex/content/:version',
    may: 'complex.read',
    clauses: ['R5.3c'],
    summary: 'The whole content of a version, or of the draft, to be reviewed in one go',
    params: shape.versionParams,
    response: shape.contentView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readComplexContent(ctx, params.offeringId, params.version),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/complex/sheet.pdf',
    may: 'complex.read',
    limit: 'heavy',
    clauses: ['R5.3c', 'R3.4b'],
    summary: 'The review sheet as a paper, in Kyrgyz or Russian',
    params: shared.offeringParams,
    query: shape.sheetQuery,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query, reply }) => sendReview(ctx, reply, params.offeringId, query.language, query.version),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/changes',
    may: 'course.read',
    clauses: ['R5.3c'],
    summary: 'What the version that students see changed against the one before it',
    params: shared.offeringParams,
    response: shape.publishedChangesView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readPublishedChanges(ctx, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/complexes/overview',
    may: 'complex.read',
    clauses: ['R2.2d', 'R5.3c'],
    summary: 'Complexes of the running term that the reader may see: state, stale items, items without a licence',
    response: shape.overviewView,
    handler: (ctx) => readOverview(ctx),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/complex/confirm',
    may: 'course.edit',
    clauses: ['R2.2d'],
    summary: 'The author looked at items again and they still hold: the next look is due a full period from today',
    params: shared.offeringParams,
    body: shape.confirmInput,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => confirmItems(ctx, params.offeringId, body.itemIds),
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
    handler: (ctx, { params, body }) => scoreComplex(ctx, params.offeringId, body),
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
