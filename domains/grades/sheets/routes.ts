import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { recordLook } from '../../people/index.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { sendSheet } from '../write-sheets.ts'
import { admitStudent } from './admit-student.ts'
import * as shape from './contract.ts'
import { fillSheet } from './fill-sheet.ts'
import { sheetTarget } from './load-sheet.ts'
import { openCorrection } from './open-correction.ts'
import { openRetake } from './open-retake.ts'
import { openSheet } from './open-sheet.ts'
import { sendSheetPaper } from './print-sheet.ts'
import { readOpenable, readSheets } from './read-sheets.ts'
import { readSheet } from './read-sheet.ts'
import { readWhole } from './read-whole.ts'
import { signAsOffice, signAsTeacher } from './sign-sheet.ts'
import { voidSheet } from './void-sheet.ts'
import { writeLines } from './write-lines.ts'
import { sheetAsXlsx } from './write-xlsx.ts'
import './today-part.ts'

const clauses = ['R6.6a']
const ofSheet = (ctx: Ctx, { params }: { params: { sheetId: string } }) => sheetTarget(ctx, params.sheetId)

/** Whoever reads the grades of a discipline without teaching it leaves a trace. */
async function looked(ctx: Ctx, of: { offering: { id: string } }, personIds: string[], what: string): Promise<void> {
  if (!actorOf(ctx).facts.teaches.includes(of.offering.id)) await recordLook(ctx, personIds, what)
}

export const sheetRoutes = defineRoutes('grades', (route) => {
  route({
    method: 'GET',
    path: '/api/sheets',
    summary: 'Exam sheets of a term that the reader may see, and how far the session is',
    may: 'sheet.read',
    query: shape.sheetsQuery,
    response: shape.sheetsView,
    clauses,
    handler: (ctx, { query }) => readSheets(ctx, query),
  })
  route({
    method: 'GET',
    path: '/api/sheets/openable',
    summary: 'Groups in disciplines of a term that have no exam sheet yet',
    may: 'sheet.open',
    query: shape.termQuery,
    response: shape.openableView,
    clauses,
    handler: async (ctx, { query }) => (query.termId ? readOpenable(ctx, query.termId) : { choices: [] }),
  })
  route({
    method: 'POST',
    path: '/api/sheets',
    summary: 'Opens the exam sheet of a group in a discipline',
    may: 'sheet.open',
    body: shape.openInput,
    response: shape.madeView,
    clauses,
    target: (ctx, { body }) => offeringTarget(ctx, body.offeringId),
    handler: (ctx, { body }) => openSheet(ctx, body),
  })
  route({
    method: 'GET',
    path: '/api/sheets/:sheetId',
    summary: 'An exam sheet with its lines, totals, signatures and what blocks signing',
    may: 'sheet.read',
    params: shape.sheetParams,
    response: shape.sheetView,
    clauses,
    target: ofSheet,
    handler: async (ctx, { params }) => {
      const view = await readSheet(ctx, params.sheetId)
      await looked(
        ctx,
        view,
        view.lines.map(({ person }) => person.id),
        'grades.exam-sheet',
      )
      return view
    },
  })
  route({
    method: 'POST',
    path: '/api/sheets/:sheetId/fill',
    summary: 'Fills a first sheet from the grade book: what was not handed in counts as nought',
    may: 'sheet.fill',
    params: shape.sheetParams,
    clauses,
    target: ofSheet,
    handler: (ctx, { params }) => fillSheet(ctx, params.sheetId),
  })
  route({
    method: 'PUT',
    path: '/api/sheets/:sheetId/lines',
    summary: 'Who did not come, and points of a retake, commission or correction; by who signs first',
    may: 'sheet.sign',
    params: shape.sheetParams,
    body: shape.writeInput,
    clauses,
    target: ofSheet,
    handler: (ctx, { params, body }) => writeLines(ctx, params.sheetId, body),
  })
  route({
    method: 'PUT',
    path: '/api/sheets/:sheetId/students/:personId/admission',
    summary: 'Admits a student to the exam, or not, with the reason',
    may: 'sheet.open',
    params: shape.studentParams,
    body: shape.admissionInput,
    clauses,
    target: ofSheet,
    handler: (ctx, { params, body }) => admitStudent(ctx, params.sheetId, params.personId, body.refusal),
  })
  route({
    method: 'POST',
    path: '/api/sheets/:sheetId/signature',
    summary: 'The first signature, with a fresh code of the code application',
    may: 'sheet.sign',
    limit: 'secret',
    params: shape.sheetParams,
    body: shape.signInput,
    clauses: ['R6.6a', 'R5.2c'],
    target: ofSheet,
    handler: (ctx, { params, body, request }) => signAsTeacher(ctx, { ...params, ...body, visit: { address: request.ip } }),
  })
  route({
    method: 'POST',
    path: '/api/sheets/:sheetId/closing',
    summary: 'The signature of the dean’s office, with a fresh code: closes the sheet, its grades become final',
    may: 'sheet.close',
    limit: 'secret',
    params: shape.sheetParams,
    body: shape.signInput,
    clauses: ['R6.6a', 'R5.2c'],
    target: ofSheet,
    handler: (ctx, { params, body, request }) => signAsOffice(ctx, { ...params, ...body, visit: { address: request.ip } }),
  })
  route({
    method: 'POST',
    path: '/api/sheets/:sheetId/annulment',
    summary: 'Annuls a sheet that nobody has signed',
    may: 'sheet.open',
    params: shape.sheetParams,
    body: shape.voidInput,
    clauses,
    target: ofSheet,
    handler: (ctx, { params, body }) => voidSheet(ctx, params.sheetId, body.reason),
  })
  route({
    method: 'POST',
    path: '/api/sheets/:sheetId/retake',
    summary: 'Opens the sheet of the next retake for those who failed within reach',
    may: 'sheet.open',
    params: shape.sheetParams,
    body: shape.retakeInput,
    response: shape.madeView,
    clauses,
    target: ofSheet,
    handler: (ctx, { params, body }) => openRetake(ctx, params.sheetId, body.examDate),
  })
  route({
    method: 'POST',
    path: '/api/sheets/:sheetId/correction',
    summary: 'Opens a correction of named students of a closed sheet',
    may: 'sheet.open',
    params: shape.sheetParams,
    body: shape.correctionInput,
    response: shape.madeView,
    clauses,
    target: ofSheet,
    handler: (ctx, { params, body }) => openCorrection(ctx, params.sheetId, body),
  })
  route({
    method: 'GET',
    path: '/api/sheets/:sheetId/paper.pdf',
    summary: 'An exam sheet as PDF: a closed one as it was issued, else a draft',
    may: 'sheet.read',
    limit: 'heavy',
    params: shape.sheetParams,
    query: shape.paperQuery,
    clauses,
    target: ofSheet,
    handler: async (ctx, { params, query, reply }) => {
      await lookedAtAll(ctx, params.sheetId)
      await sendSheetPaper(ctx, reply, params.sheetId, query.language)
    },
  })
  route({
    method: 'GET',
    path: '/api/sheets/:sheetId/sheet',
    summary: 'An exam sheet as XLSX',
    may: 'sheet.read',
    limit: 'heavy',
    params: shape.sheetParams,
    clauses,
    target: ofSheet,
    handler: async (ctx, { params, reply }) => {
      await lookedAtAll(ctx, params.sheetId)
      const whole = await readWhole(ctx.db, params.sheetId)
      await sendSheet(reply, whole.sheet.number.replace('/', '-'), await sheetAsXlsx(ctx, whole))
    },
  })
})

/** A file of grades leaves the portal: it is traced for teachers too. */
async function lookedAtAll(ctx: Ctx, sheetId: string): Promise<void> {
  const { lines } = await readWhole(ctx.db, sheetId)
  if (lines.length === 0) throw problem('foundation.not-found', { status: 404 })
  await recordLook(
    ctx,
    lines.map(({ personId }) => personId),
    'grades.exam-sheet',
  )
}
