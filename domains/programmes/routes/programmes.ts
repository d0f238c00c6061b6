import { z } from 'zod'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { curriculumHead, curriculumOut, newCurriculumIn, programmeIn, programmeOut, ref } from '../contract.ts'
import { createCurriculum } from '../curricula/create-curriculum.ts'
import { readCurricula, readCurriculum } from '../curricula/read-curriculum.ts'
import { closeProgramme } from '../degrees/close-programme.ts'
import { readProgramme, readProgrammes } from '../degrees/read-programmes.ts'
import { saveProgramme } from '../degrees/save-programme.ts'
import { programmeTarget } from '../targets.ts'

const programmeId = z.object({ programmeId: z.uuid() })
const unitOf = (departmentId: string) => ({ unitIds: [departmentId] })

export const programmeRoutes = defineRoutes('programmes', (route) => {
  route({
    method: 'GET',
    path: '/api/programmes',
    summary: 'What can be studied: level, form, languages',
    may: 'public',
    clauses: ['R1.1'],
    response: z.object({ programmes: z.array(programmeOut) }),
    handler: async (ctx) => ({ programmes: await readProgrammes(ctx) }),
  })
  route({
    method: 'GET',
    path: '/api/programmes/:programmeId',
    summary: 'A programme with its newest approved plan',
    may: 'public',
    params: programmeId,
    response: programmeOut.extend({ plan: curriculumOut.pick({ id: true, version: true, intakeYear: true, lines: true }).nullable() }),
    handler: async (ctx, { params }) => {
      const own = await readProgramme(ctx, params.programmeId)
      const approved = (await readCurricula(ctx, own.id)).find((one) => one.state === 'approved')
      return { ...own, plan: approved ? await readCurriculum(ctx, approved.id) : null }
    },
  })
  route({
    method: 'POST',
    path: '/api/programmes',
    summary: 'Add a programme',
    may: 'programme.manage',
    clauses: ['R4.2b'],
    body: programmeIn,
    response: ref,
    target: async (_ctx, { body }) => unitOf(body.departmentId),
    handler: (ctx, { body }) => saveProgramme(ctx, body),
  })
  route({
    method: 'PUT',
    path: '/api/programmes/:programmeId',
    summary: 'Change a programme',
    may: 'programme.manage',
    clauses: ['R4.2b'],
    params: programmeId,
    body: programmeIn,
    response: ref,
    target: (ctx, { params }) => programmeTarget(ctx, params.programmeId),
    handler: (ctx, { params, body }) => saveProgramme(ctx, body, params.programmeId),
  })
  route({
    method: 'PUT',
    path: '/api/programmes/:programmeId/closed',
    summary: 'Close a programme to new groups, or open it',
    may: 'programme.manage',
    params: programmeId,
    body: z.object({ closed: z.boolean() }),
    target: (ctx, { params }) => programmeTarget(ctx, params.programmeId),
    handler: (ctx, { params, body }) => closeProgramme(ctx, params.programmeId, body.closed),
  })
  route({
    method: 'GET',
    path: '/api/programmes/:programmeId/curricula',
    summary: 'Versions of a programme’s curriculum',
    may: 'curriculum.read',
    params: programmeId,
    target: (ctx, { params }) => programmeTarget(ctx, params.programmeId),
    response: z.object({ curricula: z.array(curriculumHead) }),
    handler: async (ctx, { params }) => ({ curricula: await readCurricula(ctx, params.programmeId) }),
  })
  route({
    method: 'POST',
    path: '/api/programmes/:programmeId/curricula',
    summary: 'Make a new version, empty or as a copy',
    may: 'curriculum.edit',
    params: programmeId,
    body: newCurriculumIn,
    response: ref,
    target: (ctx, { params }) => programmeTarget(ctx, params.programmeId),
    handler: (ctx, { params, body }) => createCurriculum(ctx, params.programmeId, body),
  })
})
