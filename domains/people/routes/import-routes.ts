import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { exportQuery, importParams, importView, mappingInput, templateQuery } from '../contract.ts'
import { exportPeople, makeTemplate } from '../import/export-people.ts'
import { listImports, readImport } from '../import/read-import.ts'
import { startImport, uploadImport } from '../import/start-import.ts'

const made = z.object({ id: z.string() })
const types = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' }

async function send(ctx: Ctx, reply: FastifyReply, content: Buffer, key: string, format: 'xlsx' | 'csv'): Promise<void> {
  const name = encodeURIComponent(`${text(ctx.locale, key)}.${format}`)
  await reply
    .header('content-type', types[format])
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="people.${format}"; filename*=UTF-8''${name}`)
    .send(content)
}

/** Import of people from spreadsheets, templates and the export back. */
export const routes = defineRoutes('people', (route) => {
  route({
    method: 'GET',
    path: '/api/people-imports',
    summary: 'The last imports of people',
    may: 'person.import',
    response: z.object({ imports: z.array(importView) }),
    handler: async (ctx) => ({ imports: await listImports(ctx) }),
  })
  route({
    method: 'POST',
    path: '/api/people-imports',
    summary: 'Takes in a file (field `file`) of `students` or `staff` (field `kind`) and reads its columns',
    may: 'person.import',
    limit: 'heavy',
    upload: true,
    response: made,
    handler: (ctx, { request }) => uploadImport(ctx, request),
  })
  route({
    method: 'GET',
    path: '/api/people-imports/template',
    summary: 'An empty file with headings in the reader’s language',
    may: 'person.import',
    query: templateQuery,
    limit: 'heavy',
    handler: async (ctx, { query, reply }) =>
      send(ctx, reply, await makeTemplate(ctx, query.kind, query.format), `people:import.files.template-${query.kind}`, query.format),
  })
  route({
    method: 'GET',
    path: '/api/people-imports/:importId',
    summary: 'An import: columns, progress, faults by row and column',
    may: 'person.import',
    params: importParams,
    response: importView,
    handler: (ctx, { params }) => readImport(ctx, params.importId),
  })
  route({
    method: 'POST',
    path: '/api/people-imports/:importId/check',
    summary: 'Checks the file under a mapping of its columns; writes nothing',
    may: 'person.import',
    params: importParams,
    body: mappingInput,
    limit: 'heavy',
    handler: (ctx, { params, body }) => startImport(ctx, params.importId, body, false),
  })
  route({
    method: 'POST',
    path: '/api/people-imports/:importId/run',
    summary: 'Imports the file: every row, or nothing when one is wrong',
    may: 'person.import',
    params: importParams,
    body: mappingInput,
    limit: 'heavy',
    handler: (ctx, { params, body }) => startImport(ctx, params.importId, body, true),
  })
  route({
    method: 'GET',
    path: '/api/people-export',
    summary: 'Students or staff as a spreadsheet; a look at each of them is traced',
    may: 'person.export',
    query: exportQuery,
    limit: 'heavy',
    clauses: ['R3.3a'],
    handler: async (ctx, { query, reply }) =>
      send(ctx, reply, await exportPeople(ctx, query.kind, query.format), `people:import.kinds.${query.kind}`, query.format),
  })
})
