import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringParams } from '../../learning/index.ts'
import { recordLook } from '../../people/index.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { gradebookSheet, sendSheet } from '../write-sheets.ts'
import { cellParams, columnInput, columnParams, columnView, gradebookView, historyView, marksInput, marksView } from './contract.ts'
import { addColumn, editColumn, removeColumn } from './edit-columns.ts'
import './guard-marks.ts'
import { readGradebook } from './read-gradebook.ts'
import { readHistory } from './read-history.ts'
import { setMarks } from './set-marks.ts'

export const bookRoutes = defineRoutes('grades', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/gradebook',
    summary: 'The grade book: students by works and columns made by hand',
    may: 'grade.read',
    params: offeringParams,
    response: gradebookView,
    clauses: ['R4.4b'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: async (ctx, { params }) => {
      const view = await readGradebook(ctx, params.offeringId)
      if (!actorOf(ctx).facts.teaches.includes(params.offeringId))
        await recordLook(
          ctx,
          view.students.map((one) => one.person.id),
          'grades.record',
        )
      return view
    },
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/gradebook/sheet',
    summary: 'The grade book as XLSX',
    may: 'grade.read',
    params: offeringParams,
    limit: 'heavy',
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: async (ctx, { params, reply }) => {
      const view = await readGradebook(ctx, params.offeringId)
      await recordLook(
        ctx,
        view.students.map((one) => one.person.id),
        'grades.sheet',
      )
      await sendSheet(reply, view.offering.code, await gradebookSheet(ctx, view))
    },
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/gradebook/marks',
    summary: 'Writes marks and comments; what may not be written is told cell by cell, the rest is taken',
    may: 'mark.set',
    params: offeringParams,
    body: marksInput,
    response: marksView,
    bodyLimit: 4 * 1024 * 1024,
    clauses: ['R4.4b'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => setMarks(ctx, params.offeringId, body),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/gradebook/cells/:columnId/:personId',
    summary: 'The history of a cell: who, when, from what to what, why',
    may: 'grade.read',
    params: cellParams,
    response: historyView,
    clauses: ['R4.4b'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: async (ctx, { params }) => {
      if (!actorOf(ctx).facts.teaches.includes(params.offeringId)) await recordLook(ctx, [params.personId], 'grades.record')
      return readHistory(ctx, params)
    },
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/gradebook/columns',
    summary: 'A new column for marks made by hand',
    may: 'mark.set',
    params: offeringParams,
    body: columnInput,
    response: columnView,
    clauses: ['R4.4b'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => addColumn(ctx, params.offeringId, body),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/gradebook/columns/:columnId',
    summary: 'Another name, most points or part of a hand column',
    may: 'mark.set',
    params: columnParams,
    body: columnInput,
    clauses: ['R4.4b'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => editColumn(ctx, params.offeringId, params.columnId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/offerings/:offeringId/gradebook/columns/:columnId',
    summary: 'Takes an empty hand column away',
    may: 'mark.set',
    params: columnParams,
    clauses: ['R4.4b'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => removeColumn(ctx, params.offeringId, params.columnId),
  })
})
