import { z } from 'zod'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { recordLook } from '../../people/index.ts'
import {
  curatorIn,
  generatedOut,
  groupIn,
  groupOut,
  groupPageOut,
  newStudentIn,
  offeringRow,
  ref,
  streamIn,
  streamOut,
  termIn,
  termOut,
  groupImportOut,
} from '../contract.ts'
import { appointCurator } from '../groups/appoint-curator.ts'
import { addStudent, leaveGroup } from '../groups/move-students.ts'
import { exportGroups, groupTemplate } from '../groups/group-file.ts'
import { importGroups } from '../groups/import-groups.ts'
import { readGroup, readGroups } from '../groups/read-groups.ts'
import { saveGroup } from '../groups/save-group.ts'
import { createTermOfferings } from '../offerings/create-term-offerings.ts'
import { readTermOfferings } from '../offerings/read-offerings.ts'
import { groupTarget, programmeTarget } from '../targets.ts'
import { receiveFile } from './receive-file.ts'
import { sendSheet } from './send-sheet.ts'
import { readTerms } from '../terms/read-terms.ts'
import { saveTerm } from '../terms/save-term.ts'
import { createStream, readStreams, removeStream } from '../terms/streams.ts'

const termId = z.object({ termId: z.uuid() })
const groupId = z.object({ groupId: z.uuid() })
const member = z.object({ groupId: z.uuid(), personId: z.uuid() })

export const termRoutes = defineRoutes('programmes', (route) => {
  route({
    method: 'GET',
    path: '/api/terms',
    summary: 'Terms, newest first',
    may: 'signed-in',
    response: z.object({ terms: z.array(termOut) }),
    handler: async (ctx) => ({ terms: await readTerms(ctx) }),
  })
  route({
    method: 'POST',
    path: '/api/terms',
    summary: 'Add a term',
    may: 'term.manage',
    body: termIn,
    response: ref,
    handler: (ctx, { body }) => saveTerm(ctx, body),
  })
  route({
    method: 'PUT',
    path: '/api/terms/:termId',
    summary: 'Change a term and its window for electives',
    may: 'term.manage',
    clauses: ['R3.6b'],
    params: termId,
    body: termIn,
    response: ref,
    handler: (ctx, { params, body }) => saveTerm(ctx, body, params.termId),
  })
  route({
    method: 'GET',
    path: '/api/terms/:termId/streams',
    summary: 'Lecture streams of a term',
    may: 'group.read',
    params: termId,
    response: z.object({ streams: z.array(streamOut) }),
    handler: async (ctx, { params }) => ({ streams: await readStreams(ctx, params.termId) }),
  })
  route({
    method: 'POST',
    path: '/api/terms/:termId/streams',
    summary: 'Put groups together into a stream',
    may: 'term.manage',
    params: termId,
    body: streamIn,
    response: ref,
    handler: (ctx, { params, body }) => createStream(ctx, params.termId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/streams/:streamId',
    summary: 'Take a stream apart',
    may: 'term.manage',
    params: z.object({ streamId: z.uuid() }),
    handler: (ctx, { params }) => removeStream(ctx, params.streamId),
  })
  route({
    method: 'GET',
    path: '/api/terms/:termId/offerings',
    summary: 'Offerings of a term that the reader may see',
    may: 'term.read',
    params: termId,
    response: z.object({ offerings: z.array(offeringRow) }),
    handler: async (ctx, { params }) => ({ offerings: await readTermOfferings(ctx, params.termId) }),
  })
  route({
    method: 'POST',
    path: '/api/terms/:termId/offerings',
    summary: 'Make the term’s offerings from approved curricula',
    may: 'offering.create',
    limit: 'heavy',
    clauses: ['R4.2a', 'R4.2b'],
    params: termId,
    body: z.object({ electivePlaces: z.int().min(1).max(10_000).nullish() }),
    response: generatedOut,
    handler: (ctx, { params, body }) => createTermOfferings(ctx, params.termId, body),
  })
})

export const groupRoutes = defineRoutes('programmes', (route) => {
  route({
    method: 'GET',
    path: '/api/groups',
    summary: 'Groups that the reader may see',
    may: 'group.read',
    response: z.object({ groups: z.array(groupOut) }),
    handler: async (ctx) => ({ groups: await readGroups(ctx) }),
  })
  route({
    method: 'GET',
    path: '/api/groups/template',
    summary: 'An empty file of groups to fill in',
    may: 'group.manage',
    handler: async (ctx, { reply }) => sendSheet(reply, 'groups-template.xlsx', await groupTemplate(ctx.locale, new Date().getFullYear())),
  })
  route({
    method: 'GET',
    path: '/api/groups/export',
    summary: 'The open groups one manages, as the file that the import reads back',
    may: 'group.manage',
    handler: async (ctx, { reply }) => sendSheet(reply, 'groups.xlsx', await exportGroups(ctx)),
  })
  route({
    method: 'POST',
    path: '/api/groups/import',
    summary: 'Read groups from XLSX or CSV: preview, or write when there is no fault; each row is judged by its department',
    may: 'group.manage',
    limit: 'heavy',
    upload: true,
    clauses: ['R4.2a', 'R4.2b'],
    query: z.object({ act: z.enum(['preview', 'write']).default('preview') }),
    response: groupImportOut,
    handler: async (ctx, { query, request }) => {
      const { name, content } = await receiveFile(request)
      return importGroups(ctx, content, { write: query.act === 'write', fileName: name })
    },
  })
  route({
    method: 'GET',
    path: '/api/groups/:groupId',
    summary: 'A group with its students and offerings',
    may: 'group.read',
    params: groupId,
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    clauses: ['R3.3a'],
    response: groupPageOut,
    handler: async (ctx, { params }) => {
      const group = await readGroup(ctx, params.groupId)
      await recordLook(
        ctx,
        group.roll.map((one) => one.personId),
        'programmes.group',
      )
      return group
    },
  })
  route({
    method: 'POST',
    path: '/api/groups',
    summary: 'Add a group',
    may: 'group.manage',
    clauses: ['R4.2a', 'R4.2b'],
    body: groupIn,
    response: ref,
    target: (ctx, { body }) => programmeTarget(ctx, body.programmeId),
    handler: (ctx, { body }) => saveGroup(ctx, body),
  })
  route({
    method: 'PUT',
    path: '/api/groups/:groupId',
    summary: 'Change a group',
    may: 'group.manage',
    params: groupId,
    body: groupIn,
    response: ref,
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    handler: (ctx, { params, body }) => saveGroup(ctx, body, params.groupId),
  })
  route({
    method: 'PUT',
    path: '/api/groups/:groupId/curator',
    summary: 'Set the curator of a group, or leave it without one',
    may: 'group.manage',
    clauses: ['R4.6a'],
    params: groupId,
    body: curatorIn,
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    handler: (ctx, { params, body }) => appointCurator(ctx, params.groupId, body.personId),
  })
  route({
    method: 'POST',
    path: '/api/groups/:groupId/students',
    summary: 'Put a person into a group',
    may: 'group.manage',
    params: groupId,
    body: newStudentIn,
    response: ref,
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    handler: (ctx, { params, body }) => addStudent(ctx, params.groupId, body),
  })
  route({
    method: 'POST',
    path: '/api/groups/:groupId/students/:personId/leave',
    summary: 'Take a student out of a group',
    may: 'group.manage',
    params: member,
    body: z.object({ state: z.enum(['leave', 'expelled', 'transferred', 'graduated']) }),
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    handler: (ctx, { params, body }) => leaveGroup(ctx, params.groupId, params.personId, body.state),
  })
})
