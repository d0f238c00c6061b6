import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { itemParams } from '../contract.ts'
import { itemTarget } from '../targets.ts'
import { addSlides } from './add-slides.ts'
import * as shape from './contract.ts'
import './copy-slides.ts'
import { slidesTarget } from './find-slides.ts'
import { keepSeen } from './keep-seen.ts'
import { readSlides } from './read-slides.ts'
import { retrySlides } from './retry-slides.ts'
import { sendOriginal, sendSlidePicture } from './send-slides.ts'

export const slidesRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'POST',
    path: '/api/items/:itemId/slides',
    may: 'course.edit',
    upload: true,
    clauses: ['R3.4a'],
    summary: 'Keeps a presentation (PDF, PPTX, ODP) for a block in a lesson; a job makes its pages',
    params: itemParams,
    response: shape.madeSlidesView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, request }) => addSlides(ctx, params.itemId, request),
  })
  route({
    method: 'GET',
    path: '/api/slides/:slidesId',
    may: 'course.read',
    clauses: ['R3.4a'],
    summary: 'A presentation: the words of its pages, how far it is, and which pages the reader has seen',
    params: shape.slidesParams,
    response: shape.slidesView,
    target: (ctx, { params }) => slidesTarget(ctx, params.slidesId),
    handler: (ctx, { params }) => readSlides(ctx, params.slidesId),
  })
  route({
    method: 'GET',
    path: '/api/slides/:slidesId/pages/:page/:name',
    may: 'course.read',
    summary: 'A page as a picture, large or small',
    params: shape.slidePictureParams,
    target: (ctx, { params }) => slidesTarget(ctx, params.slidesId),
    handler: (ctx, { params, reply }) => sendSlidePicture(ctx, reply, params),
  })
  route({
    method: 'GET',
    path: '/api/slides/:slidesId/original',
    may: 'course.read',
    summary: 'The presentation as it was uploaded, to be saved',
    params: shape.slidesParams,
    target: (ctx, { params }) => slidesTarget(ctx, params.slidesId),
    handler: (ctx, { params, reply }) => sendOriginal(ctx, reply, params.slidesId),
  })
  route({
    method: 'POST',
    path: '/api/slides/:slidesId/retry',
    may: 'course.edit',
    summary: 'Has the pages made again',
    params: shape.slidesParams,
    target: (ctx, { params }) => slidesTarget(ctx, params.slidesId),
    handler: (ctx, { params }) => retrySlides(ctx, params.slidesId),
  })
  route({
    method: 'POST',
    path: '/api/slides/:slidesId/seen',
    may: 'slides.view',
    clauses: ['R4.3c'],
    summary: 'Keeps which pages were looked at, each once with its true time',
    params: shape.slidesParams,
    body: shape.seenInput,
    response: shape.seenView,
    target: (ctx, { params }) => slidesTarget(ctx, params.slidesId),
    handler: (ctx, { params, body }) => keepSeen(ctx, params.slidesId, body),
  })
})
