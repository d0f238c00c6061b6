import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringTarget } from '../../programmes/index.ts'
import * as shared from '../contract.ts'
import { itemTarget, sectionTarget } from '../targets.ts'
import { beginCopy } from './begin-copy.ts'
import { bringOrigin } from './bring-origin.ts'
import { changeOrder } from './change-order.ts'
import * as shape from './contract.ts'
import { duplicateItem, duplicateSection } from './duplicate.ts'
import { readCopySources, readStructure } from './read-structure.ts'
import { findReusable, reuseItems } from './reuse-items.ts'
import { setConditions } from './set-conditions.ts'

export const structureRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/structure',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'A course as it is arranged: order with its version, parts, topics, conditions of release, sources',
    params: shared.offeringParams,
    response: shape.structureView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readStructure(ctx, params.offeringId),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/order',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'Puts sections and items into a new order; refused when somebody else has arranged the course in between',
    params: shared.offeringParams,
    body: shape.orderInput,
    response: shape.orderView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => changeOrder(ctx, params.offeringId, body),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/conditions',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'Says what a student does before an item opens; refused when items would wait for each other',
    params: shared.itemParams,
    body: shape.conditionsInput,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => setConditions(ctx, params.itemId, body),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/duplicate',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'Puts a copy of an item below it, hidden at first',
    params: shared.itemParams,
    response: shared.idView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => duplicateItem(ctx, params.itemId),
  })
  route({
    method: 'POST',
    path: '/api/sections/:sectionId/duplicate',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'Puts a copy of a section below it, hidden at first',
    params: shared.sectionParams,
    response: shared.idView,
    target: (ctx, { params }) => sectionTarget(ctx, params.sectionId),
    handler: (ctx, { params }) => duplicateSection(ctx, params.sectionId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/copies',
    may: 'course.edit',
    clauses: ['R3.4a'],
    summary: 'Courses that the reader may copy into this one',
    params: shared.offeringParams,
    response: shape.copiesView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readCopySources(ctx, params.offeringId),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/copies',
    may: 'course.edit',
    limit: 'heavy',
    clauses: ['R3.4a'],
    summary: 'Begins to copy a whole course into this one, dates moved to its term',
    params: shared.offeringParams,
    body: shape.copyInput,
    response: shared.idView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => beginCopy(ctx, params.offeringId, body.fromOfferingId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/reusable',
    may: 'course.edit',
    clauses: ['R5.3b'],
    summary: 'Items of other courses that can be taken over: of courses that the reader edits, or under an open licence',
    params: shared.offeringParams,
    query: shape.reuseQuery,
    response: shape.reuseView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query }) => findReusable(ctx, params.offeringId, query.text),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/reused',
    may: 'course.edit',
    clauses: ['R5.3b'],
    summary: 'Takes items of other courses over as copies, with their source noted',
    params: shared.offeringParams,
    body: shape.reuseInput,
    response: shape.madeView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => reuseItems(ctx, params.offeringId, body),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/source',
    may: 'course.edit',
    clauses: ['R5.3b'],
    summary: 'Brings what the source of a reused item has become over into it',
    params: shared.itemParams,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => bringOrigin(ctx, params.itemId),
  })
})
