import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { idView } from '../contract.ts'
import { itemTarget } from '../targets.ts'
import * as shape from './contract.ts'
import { attemptTarget, packageTarget } from './find-package.ts'
import './item-kind.ts'
import { keepPackage } from './keep-package.ts'
import { launchPackage } from './launch-package.ts'
import './lrs/answer-lrs.ts'
import { readItemPackage, readPackage } from './read-package.ts'
import { readPackageResults } from './read-results.ts'
import { removePackage } from './remove-package.ts'
import { saveSession } from './save-session.ts'
import './serve-package.ts'

export const packageRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/package',
    may: 'course.read',
    summary: 'The package of an item with its parts and the reader’s own attempts; null while there is none',
    params: shape.packageItemParams,
    response: shape.itemPackageView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readItemPackage(ctx, params.itemId),
  })
  route({
    method: 'GET',
    path: '/api/packages/:packageId',
    may: 'course.read',
    summary: 'A package with its parts and the reader’s own attempts',
    params: shape.packageParams,
    response: shape.packageView,
    target: (ctx, { params }) => packageTarget(ctx, params.packageId),
    handler: (ctx, { params }) => readPackage(ctx, params.packageId),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/packages',
    may: 'course.edit',
    limit: 'heavy',
    clauses: ['R3.4a'],
    summary: 'Takes a package (form field `file`: H5P, SCORM 1.2 or 2004, cmi5, xAPI or HTML in a zip), told by its content, and unpacks it',
    params: shape.packageItemParams,
    query: shape.uploadQuery,
    response: idView,
    upload: true,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, query, request }) => keepPackage(ctx, request, { itemId: params.itemId, place: query.place }),
  })
  route({
    method: 'DELETE',
    path: '/api/packages/:packageId',
    may: 'course.edit',
    summary: 'Takes a package out; what students did in it is kept',
    params: shape.packageParams,
    target: (ctx, { params }) => packageTarget(ctx, params.packageId),
    handler: (ctx, { params }) => removePackage(ctx, params.packageId),
  })
  route({
    method: 'POST',
    path: '/api/packages/:packageId/launch',
    may: 'course.read',
    clauses: ['R4.3c'],
    summary: 'Opens a part: the player’s short-lived address and what the runtime kept last time; students go on in their attempt',
    params: shape.packageParams,
    body: shape.launchInput,
    response: shape.launchView,
    target: (ctx, { params }) => packageTarget(ctx, params.packageId),
    handler: (ctx, { params, body, request }) => launchPackage(ctx, request, params.packageId, body),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/package-attempts/:attemptId',
    may: 'package.attempt',
    limit: 'read',
    clauses: ['R4.3c'],
    bodyLimit: 1_048_576,
    summary: 'Keeps what one sitting of one’s own attempt reports, by rising sequence',
    params: shape.attemptParams,
    body: shape.saveInput,
    response: shape.savedView,
    target: (ctx, { params }) => attemptTarget(ctx, params),
    handler: (ctx, { params, body }) => saveSession(ctx, params.attemptId, body),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/package-attempts',
    may: 'package.results',
    clauses: ['R4.3c'],
    summary: 'What students reached in the packages of an item',
    params: shape.packageItemParams,
    response: shape.resultsView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readPackageResults(ctx, params.itemId),
  })
})
