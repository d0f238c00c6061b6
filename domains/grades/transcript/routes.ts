import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { recordLook } from '../../people/index.ts'
import { studentTarget } from '../../programmes/index.ts'
import { personParams } from '../contract.ts'
import { sendPaper } from '../papers/read-paper.ts'
import { transcriptInput, transcriptParams, transcriptsView } from './contract.ts'
import { issueTranscript } from './issue-transcript.ts'
import { readTranscripts } from './read-transcripts.ts'

export const transcriptRoutes = defineRoutes('grades', (route) => {
  route({
    method: 'GET',
    path: '/api/persons/:personId/transcripts',
    summary: 'Academic certificates issued to a student',
    may: 'transcript.issue',
    params: personParams,
    response: transcriptsView,
    clauses: ['R3.6b'],
    target: (ctx, { params }) => studentTarget(ctx, params.personId),
    handler: (ctx, { params }) => readTranscripts(ctx, params.personId),
  })
  route({
    method: 'POST',
    path: '/api/persons/:personId/transcripts',
    summary: 'Issues an academic certificate with a code that anybody can check; the look is traced',
    may: 'transcript.issue',
    limit: 'heavy',
    params: personParams,
    body: transcriptInput,
    response: transcriptsView.shape.papers.element.pick({ code: true }),
    clauses: ['R3.6b', 'R6.6a'],
    target: (ctx, { params }) => studentTarget(ctx, params.personId),
    handler: async (ctx, { params, body }) => {
      const issued = await issueTranscript(ctx, params.personId, body)
      await recordLook(ctx, [params.personId], 'grades.record')
      return issued
    },
  })
  route({
    method: 'GET',
    path: '/api/persons/:personId/transcripts/:code/paper.pdf',
    summary: 'An academic certificate as it was issued (PDF)',
    may: 'transcript.issue',
    limit: 'heavy',
    params: transcriptParams,
    clauses: ['R3.6b'],
    target: (ctx, { params }) => studentTarget(ctx, params.personId),
    handler: async (ctx, { params, reply }) => {
      await recordLook(ctx, [params.personId], 'grades.record')
      await sendPaper(ctx, reply, { kind: 'certificate', aboutId: params.personId, code: params.code })
    },
  })
})
