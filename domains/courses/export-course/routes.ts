import { sendFile } from '../../../foundation/server/files/send-file.ts'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { idView, offeringParams } from '../contract.ts'
import { exportInput, exportParams, exportsView, exportView } from './contract.ts'
import { beginExport } from './export-course.ts'
import { writeCourseFile } from './jobs.ts'
import { findExport, readExport, readExports } from './read-exports.ts'

export const exportRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/exports',
    may: 'course.export',
    summary: 'The files into which a course was written',
    params: offeringParams,
    response: exportsView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readExports(ctx, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/exports/:exportId',
    may: 'course.export',
    summary: 'An export’s progress and report',
    params: exportParams,
    response: exportView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readExport(ctx, params.offeringId, params.exportId),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/exports',
    may: 'course.export',
    limit: 'heavy',
    summary: 'Writes the course into a file: a Common Cartridge 1.3, or plain pages for an archive',
    params: offeringParams,
    body: exportInput,
    response: idView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) =>
      beginExport(ctx, params.offeringId, body, (tx, exportId) => ctx.portal.jobs.enqueue(tx, writeCourseFile, { exportId })),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/exports/:exportId/file',
    may: 'course.export',
    summary: 'The file of an export',
    params: exportParams,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: async (ctx, { params, reply }) => {
      const { fileId } = await findExport(ctx, params.offeringId, params.exportId)
      if (!fileId) throw problem('foundation.not-found', { status: 404 })
      await sendFile(ctx, reply, fileId)
    },
  })
})
