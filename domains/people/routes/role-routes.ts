import { z } from 'zod'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { grantInput, grantParams, holdersQuery, holdersView, permissionsView, personParams } from '../contract.ts'
import { endRole, holderOf } from '../grants/end-role.ts'
import { grantRole } from '../grants/grant-role.ts'
import { readHolders } from '../grants/read-holders.ts'
import { readPermissions } from '../grants/read-permissions.ts'
import { personTarget } from '../persons/person-target.ts'

/** Roles: what each may do, who holds which, giving and ending them (R4.6a). */
export const routes = defineRoutes('people', (route) => {
  route({
    method: 'GET',
    path: '/api/permissions',
    summary: 'What every role may do, from the live permission table',
    may: 'signed-in',
    response: permissionsView,
    clauses: ['R4.6a'],
    handler: async (ctx) => readPermissions(ctx),
  })
  route({
    method: 'GET',
    path: '/api/roles',
    summary: 'Who holds which role today',
    may: 'role.read',
    query: holdersQuery,
    response: holdersView,
    clauses: ['R4.6a'],
    handler: (ctx, { query }) => readHolders(ctx, query),
  })
  route({
    method: 'POST',
    path: '/api/people/:personId/roles',
    summary: 'Gives a person a role',
    may: 'role.grant',
    params: personParams,
    body: grantInput,
    response: z.object({ id: z.string() }),
    clauses: ['R4.6a'],
    target: (ctx, { params }) => personTarget(ctx, params.personId),
    handler: (ctx, { params, body }) => grantRole(ctx, params.personId, body),
  })
  route({
    method: 'POST',
    path: '/api/roles/:grantId/end',
    summary: 'Ends a role',
    may: 'role.grant',
    params: grantParams,
    clauses: ['R4.6a'],
    target: async (ctx, { params }) => {
      const holder = await holderOf(ctx, params.grantId)
      return holder ? personTarget(ctx, holder) : null
    },
    handler: (ctx, { params }) => endRole(ctx, params.grantId),
  })
})
