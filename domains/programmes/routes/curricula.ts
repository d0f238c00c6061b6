import { z } from 'zod'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { checkOut, comparisonOut, curriculumOut, importOut, lineIn, linesIn } from '../contract.ts'
import { approveCurriculum } from '../curricula/approve-curriculum.ts'
import { archiveCurriculum, discardDraft } from '../curricula/archive-curriculum.ts'
import { checkDraft } from '../curricula/check-draft.ts'
import { compareCurricula } from '../curricula/compare-curricula.ts'
import { editCurriculum } from '../curricula/edit-curriculum.ts'
import { importCurriculum } from '../curricula/import-curriculum.ts'
import { readCurriculum } from '../curricula/read-curriculum.ts'
import { curriculumFileType, curriculumTemplate, exportCurriculum } from '../curricula/write-curriculum-file.ts'
import { curriculumTarget, programmeTarget } from '../targets.ts'
import { receiveFile } from './receive-file.ts'

const curriculumId = z.object({ curriculumId: z.uuid() })
const other = z.object({ curriculumId: z.uuid(), otherId: z.uuid() })

export const curriculumRoutes = defineRoutes('programmes', (route) => {
  route({
    method: 'GET',
    path: '/api/curricula/template',
    summary: 'An empty curriculum file to fill in',
    may: 'curriculum.edit',
    handler: async (ctx, { reply }) => {
      const content = await curriculumTemplate(ctx.locale, new Date().getFullYear())
      await reply.header('content-type', curriculumFileType).header('content-disposition', 'attachment; filename="curriculum.xlsx"').send(content)
    },
  })
  route({
    method: 'GET',
    path: '/api/curricula/:curriculumId',
    summary: 'A curriculum with its lines and gaps',
    may: 'curriculum.read',
    clauses: ['R4.2a'],
    params: curriculumId,
    target: (ctx, { params }) => curriculumTarget(ctx, params.curriculumId),
    response: curriculumOut,
    handler: (ctx, { params }) => readCurriculum(ctx, params.curriculumId),
  })
  route({
    method: 'GET',
    path: '/api/curricula/:curriculumId/file',
    summary: 'A curriculum as an XLSX file',
    may: 'curriculum.read',
    params: curriculumId,
    target: (ctx, { params }) => curriculumTarget(ctx, params.curriculumId),
    handler: async (ctx, { params, reply }) => {
      const { name, content } = await exportCurriculum(ctx, params.curriculumId)
      await reply
        .header('content-type', curriculumFileType)
        .header('content-disposition', `attachment; filename="curriculum.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`)
        .send(content)
    },
  })
  route({
    method: 'PUT',
    path: '/api/curricula/:curriculumId/lines',
    summary: 'Save the lines of a draft',
    may: 'curriculum.edit',
    params: curriculumId,
    body: linesIn,
    target: (ctx, { params }) => curriculumTarget(ctx, params.curriculumId),
    response: z.object({ changedAt: z.iso.datetime() }),
    handler: (ctx, { params, body }) => editCurriculum(ctx, params.curriculumId, body.lines, body.changedAt),
  })
  route({
    method: 'POST',
    path: '/api/curricula/:curriculumId/check',
    summary: 'Judge lines that are not saved yet',
    may: 'curriculum.edit',
    clauses: ['R4.2a'],
    params: curriculumId,
    body: z.object({ lines: z.array(lineIn).max(400) }),
    target: (ctx, { params }) => curriculumTarget(ctx, params.curriculumId),
    response: checkOut,
    handler: (ctx, { params, body }) => checkDraft(ctx, params.curriculumId, body.lines),
  })
  route({
    method: 'POST',
    path: '/api/curricula/:curriculumId/approve',
    summary: 'Approve a draft that covers its standard',
    may: 'curriculum.approve',
    clauses: ['R4.2a', 'R4.2b'],
    params: curriculumId,
    target: (ctx, { params }) => curriculumTarget(ctx, params.curriculumId),
    handler: (ctx, { params }) => approveCurriculum(ctx, params.curriculumId),
  })
  route({
    method: 'POST',
    path: '/api/curricula/:curriculumId/archive',
    summary: 'Put an approved version away',
    may: 'curriculum.approve',
    params: curriculumId,
    target: (ctx, { params }) => curriculumTarget(ctx, params.curriculumId),
    handler: (ctx, { params }) => archiveCurriculum(ctx, params.curriculumId),
  })
  route({
    method: 'DELETE',
    path: '/api/curricula/:curriculumId',
    summary: 'Throw a draft away',
    may: 'curriculum.edit',
    params: curriculumId,
    target: (ctx, { params }) => curriculumTarget(ctx, params.curriculumId),
    handler: (ctx, { params }) => discardDraft(ctx, params.curriculumId),
  })
  route({
    method: 'GET',
    path: '/api/curricula/:curriculumId/compare/:otherId',
    summary: 'What changed from one version to another',
    may: 'curriculum.read',
    params: other,
    target: (ctx, { params }) => curriculumTarget(ctx, params.curriculumId),
    response: comparisonOut,
    handler: (ctx, { params }) => compareCurricula(ctx, params.curriculumId, params.otherId),
  })
  route({
    method: 'POST',
    path: '/api/programmes/:programmeId/curricula/import',
    summary: 'Read a curriculum file: preview, or write when there is no fault',
    may: 'curriculum.edit',
    limit: 'heavy',
    upload: true,
    clauses: ['R4.2a'],
    params: z.object({ programmeId: z.uuid() }),
    query: z.object({ act: z.enum(['preview', 'write']).default('preview') }),
    target: (ctx, { params }) => programmeTarget(ctx, params.programmeId),
    response: importOut,
    handler: async (ctx, { params, query, request }) => {
      const { name, content } = await receiveFile(request)
      return importCurriculum(ctx, content, { programmeId: params.programmeId, write: query.act === 'write', fileName: name })
    },
  })
})
