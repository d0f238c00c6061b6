import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { itemParams, itemTextParams } from '../contract.ts'
import { itemTarget } from '../targets.ts'
import * as shape from './contract.ts'
import { readVersion, readVersions } from './read-versions.ts'
import { tellEditing } from './tell-editing.ts'

export const authoringRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/texts/:language/versions',
    may: 'course.edit',
    summary: 'The history of an item’s text in one language, newest first',
    params: itemTextParams,
    response: shape.versionsView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readVersions(ctx, params.itemId, params.language),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/texts/:language/versions/:versionId',
    may: 'course.edit',
    summary: 'One version of an item’s text',
    params: shape.versionParams,
    response: shape.versionView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readVersion(ctx, params),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/editors',
    may: 'course.edit',
    summary: 'A sign that the reader has the item open for editing; tells who else has',
    params: itemParams,
    body: shape.editorInput,
    response: shape.editorsView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => tellEditing(ctx, params.itemId, body),
  })
})
