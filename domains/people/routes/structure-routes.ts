import { z } from 'zod'
import { eq } from 'drizzle-orm'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { postChange, postInput, postParams, staffQuery, staffView, structureView, unitInput, unitParams, unitView } from '../contract.ts'
import { closeUnit } from '../structure/close-unit.ts'
import { readStaff } from '../structure/read-staff.ts'
import { readStructure, readUnit } from '../structure/read-structure.ts'
import { changePost, givePost } from '../structure/save-post.ts'
import { saveUnit } from '../structure/save-unit.ts'
import { staffPost } from '../tables.ts'

const made = z.object({ id: z.string() })

/** The structure and the staff directory (R3.6c, R8.1): reading both is open to everybody. */
export const routes = defineRoutes('people', (route) => {
  route({
    method: 'GET',
    path: '/api/structure',
    summary: 'The structure of the university: units, heads, their published contacts',
    may: 'public',
    response: structureView,
    clauses: ['R3.6c', 'R8.1'],
    handler: (ctx) => readStructure(ctx),
  })
  route({
    method: 'GET',
    path: '/api/staff',
    summary: 'The staff directory by name, unit, post and degree; published contacts only',
    may: 'public',
    query: staffQuery,
    response: staffView,
    clauses: ['R3.6c'],
    handler: (ctx, { query }) => readStaff(ctx, query),
  })
  route({
    method: 'GET',
    path: '/api/units/:unitId',
    summary: 'A unit as members see it: room, posts, what is above and below',
    may: 'structure.read',
    params: unitParams,
    response: unitView,
    clauses: ['R8.1'],
    handler: (ctx, { params }) => readUnit(ctx, params.unitId),
  })
  route({
    method: 'POST',
    path: '/api/units',
    summary: 'Makes a unit',
    may: 'structure.edit',
    body: unitInput,
    response: made,
    clauses: ['R8.1'],
    handler: (ctx, { body }) => saveUnit(ctx, null, body),
  })
  route({
    method: 'PUT',
    path: '/api/units/:unitId',
    summary: 'Changes a unit',
    may: 'structure.edit',
    params: unitParams,
    body: unitInput,
    response: made,
    clauses: ['R8.1'],
    handler: (ctx, { params, body }) => saveUnit(ctx, params.unitId, body),
  })
  route({
    method: 'POST',
    path: '/api/units/:unitId/close',
    summary: 'Closes an empty unit',
    may: 'structure.edit',
    params: unitParams,
    clauses: ['R8.1'],
    handler: (ctx, { params }) => closeUnit(ctx, params.unitId),
  })
  route({
    method: 'POST',
    path: '/api/posts',
    summary: 'Gives a person a post in a unit',
    may: 'post.edit',
    body: postInput,
    response: made,
    clauses: ['R3.6c'],
    target: async (_ctx, { body }) => ({ unitIds: [body.unitId] }),
    handler: (ctx, { body }) => givePost(ctx, body),
  })
  route({
    method: 'PUT',
    path: '/api/posts/:postId',
    summary: 'Changes or ends a post',
    may: 'post.edit',
    params: postParams,
    body: postChange,
    clauses: ['R3.6c'],
    target: async (ctx, { params }) => {
      const [post] = await ctx.db.select({ unitId: staffPost.unitId }).from(staffPost).where(eq(staffPost.id, params.postId))
      return post ? { unitIds: [post.unitId] } : null
    },
    handler: (ctx, { params, body }) => changePost(ctx, params.postId, body),
  })
})
