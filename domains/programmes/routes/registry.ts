import { z } from 'zod'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { disciplineIn, disciplineOut, fieldIn, named, ref, specialityIn, specialityOut, standardIn, standardOut } from '../contract.ts'
import { findDisciplines } from '../registry/find-disciplines.ts'
import { readFields, readSpecialities, readStandards } from '../registry/read-registry.ts'
import { disciplineTarget } from '../targets.ts'
import { saveDiscipline } from '../registry/save-discipline.ts'
import { saveField } from '../registry/save-field.ts'
import { saveSpeciality } from '../registry/save-speciality.ts'
import { saveStandard } from '../registry/save-standard.ts'

const fieldId = z.object({ fieldId: z.uuid() })
const specialityId = z.object({ specialityId: z.uuid() })
const standardId = z.object({ standardId: z.uuid() })
const disciplineId = z.object({ disciplineId: z.uuid() })
const against = ref.extend({ against: z.array(z.string()) })

export const registryRoutes = defineRoutes('programmes', (route) => {
  route({
    method: 'GET',
    path: '/api/fields',
    summary: 'Fields of study',
    may: 'public',
    clauses: ['R1.1'],
    response: z.object({ fields: z.array(named) }),
    handler: async (ctx) => ({ fields: await readFields(ctx) }),
  })
  route({
    method: 'POST',
    path: '/api/fields',
    summary: 'Add a field of study',
    may: 'registry.manage',
    body: fieldIn,
    response: ref,
    handler: (ctx, { body }) => saveField(ctx, body),
  })
  route({
    method: 'PUT',
    path: '/api/fields/:fieldId',
    summary: 'Change a field of study',
    may: 'registry.manage',
    params: fieldId,
    body: fieldIn,
    response: ref,
    handler: (ctx, { params, body }) => saveField(ctx, body, params.fieldId),
  })
  route({
    method: 'GET',
    path: '/api/specialities',
    summary: 'Specialities with their bans on online study',
    may: 'public',
    clauses: ['R4.2b'],
    response: z.object({ specialities: z.array(specialityOut) }),
    handler: async (ctx) => ({ specialities: await readSpecialities(ctx) }),
  })
  route({
    method: 'POST',
    path: '/api/specialities',
    summary: 'Add a speciality',
    may: 'registry.manage',
    body: specialityIn,
    response: against,
    handler: (ctx, { body }) => saveSpeciality(ctx, body),
  })
  route({
    method: 'PUT',
    path: '/api/specialities/:specialityId',
    summary: 'Change a speciality',
    may: 'registry.manage',
    clauses: ['R4.2b'],
    params: specialityId,
    body: specialityIn,
    response: against,
    handler: (ctx, { params, body }) => saveSpeciality(ctx, body, params.specialityId),
  })
  route({
    method: 'GET',
    path: '/api/standards',
    summary: 'State standards with outcomes and blocks',
    may: 'signed-in',
    clauses: ['R4.2a'],
    response: z.object({ standards: z.array(standardOut) }),
    handler: async (ctx) => ({ standards: await readStandards(ctx) }),
  })
  route({
    method: 'POST',
    path: '/api/standards',
    summary: 'Add a state standard',
    may: 'registry.manage',
    body: standardIn,
    response: ref,
    handler: (ctx, { body }) => saveStandard(ctx, body),
  })
  route({
    method: 'PUT',
    path: '/api/standards/:standardId',
    summary: 'Change a state standard that nothing was approved by',
    may: 'registry.manage',
    clauses: ['R4.2a', 'R11.1'],
    params: standardId,
    body: standardIn,
    response: ref,
    handler: (ctx, { params, body }) => saveStandard(ctx, body, params.standardId),
  })
  route({
    method: 'GET',
    path: '/api/disciplines',
    summary: 'Find disciplines of the catalogue',
    may: 'signed-in',
    query: z.object({ words: z.string().max(100).optional() }),
    response: z.object({ disciplines: z.array(disciplineOut) }),
    handler: async (ctx, { query }) => ({ disciplines: await findDisciplines(ctx, query.words ?? '') }),
  })
  route({
    method: 'POST',
    path: '/api/disciplines',
    summary: 'Add a discipline',
    may: 'discipline.manage',
    body: disciplineIn,
    response: ref,
    target: async (_ctx, { body }) => ({ unitIds: [body.departmentId] }),
    handler: (ctx, { body }) => saveDiscipline(ctx, body),
  })
  route({
    method: 'PUT',
    path: '/api/disciplines/:disciplineId',
    summary: 'Change a discipline',
    may: 'discipline.manage',
    params: disciplineId,
    body: disciplineIn,
    response: ref,
    target: (ctx, { params }) => disciplineTarget(ctx, params.disciplineId),
    handler: (ctx, { params, body }) => saveDiscipline(ctx, body, params.disciplineId),
  })
})
