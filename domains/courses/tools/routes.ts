import { z } from 'zod'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { idView } from '../contract.ts'
import { itemTarget } from '../targets.ts'
import * as shape from './contract.ts'
import './item-kind.ts'
import { linkTool } from './link-tool.ts'
import { giveToken } from './lti/access-token.ts'
import { authorize } from './lti/authorize.ts'
import { addLine, changeLine, readLine, readLines, removeLine } from './lti/keep-lines.ts'
import { keepScore, readResults } from './lti/keep-score.ts'
import { readKeys, rotateKeys } from './lti/keys.ts'
import { openLaunch } from './lti/open-launch.ts'
import { readRoster } from './lti/read-roster.ts'
import { inviteTool, platformConfiguration, registerItself, registrationInput } from './lti/register-itself.ts'
import { takeChoice } from './lti/take-choice.ts'
import { readItemTool, readToolScores } from './read-item-tool.ts'
import { addTool, changeTool, readTools } from './register-tool.ts'
import { startLaunch } from './start-launch.ts'

/** JSON of a service whose shape is LTI's and not ours. */
const foreign = z.unknown()

const portalRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/tools',
    may: 'tool.manage',
    summary: 'The registered tools (LTI 1.3), and what a tool’s administrator asks of the portal',
    response: shape.toolsView,
    handler: (ctx, { request }) => readTools(ctx, request),
  })
  route({
    method: 'POST',
    path: '/api/tools',
    may: 'tool.manage',
    summary: 'Registers a tool',
    body: shape.toolInput,
    response: idView,
    handler: (ctx, { request, body }) => addTool(ctx, request, body),
  })
  route({
    method: 'PATCH',
    path: '/api/tools/:toolId',
    may: 'tool.manage',
    summary: 'Changes a tool, closes it or opens it again',
    params: shape.toolParams,
    body: shape.toolChange,
    handler: (ctx, { request, params, body }) => changeTool(ctx, request, params.toolId, body),
  })
  route({
    method: 'POST',
    path: '/api/tools/invitations',
    may: 'tool.manage',
    summary: 'Lets a tool register itself: its address with an invitation that counts once within an hour',
    body: shape.invitationInput,
    response: shape.invitationView,
    handler: (ctx, { request, body }) => inviteTool(ctx, request, body.address),
  })
  route({
    method: 'POST',
    path: '/api/tools/keys',
    may: 'tool.manage',
    limit: 'heavy',
    summary: 'Makes a new key that signs towards tools; the old one stays readable for a month',
    handler: (ctx) => rotateKeys(ctx),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/tool',
    may: 'course.read',
    summary: 'The tool of an item: what it is told of the reader, whether the reader agreed, and what it reported',
    params: shape.toolItemParams,
    response: shape.itemToolView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readItemTool(ctx, params.itemId),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/tool',
    may: 'course.edit',
    summary: 'Sets which tool an item opens',
    params: shape.toolItemParams,
    body: shape.linkInput,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => linkTool(ctx, params.itemId, body.toolId),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/tool-launches',
    may: 'course.read',
    clauses: ['R3.3a'],
    summary: 'Begins an opening of an item’s tool (or a choice in it), after the reader agreed to what it is told',
    params: shape.toolItemParams,
    body: shape.launchInput,
    response: shape.launchView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => startLaunch(ctx, params.itemId, body),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/tool-scores',
    may: 'tool.results',
    clauses: ['R4.3c'],
    summary: 'What an item’s tool reported of students',
    params: shape.toolItemParams,
    response: shape.toolScoresView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readToolScores(ctx, params.itemId),
  })
  route({
    method: 'GET',
    path: '/api/lti/launches/:launchId',
    may: 'signed-in',
    summary: 'The page between a course and a tool (one’s own launch); frames exactly this tool',
    params: shape.launchParams,
    handler: (ctx, { request, reply, params }) => openLaunch(ctx, request, reply, params.launchId),
  })
})

/** What tools call. None of it acts with a reader's cookie. */
const toolRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/lti/jwks',
    may: 'public',
    summary: 'LTI: the portal’s public keys',
    response: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
    handler: async (ctx, { reply }) => {
      void reply.header('cache-control', 'public, max-age=300')
      return (await readKeys(ctx)) as { keys: Record<string, unknown>[] }
    },
  })
  route({
    method: 'GET',
    path: '/api/lti/configuration',
    may: 'public',
    summary: 'LTI dynamic registration: what the portal is as a platform',
    response: z.record(z.string(), z.unknown()),
    handler: async (ctx, { request }) => platformConfiguration(ctx, request),
  })
  route({
    method: 'POST',
    path: '/api/lti/registrations',
    may: 'public',
    limit: 'heavy',
    outside: true,
    summary: 'LTI dynamic registration: a tool with an invitation registers itself; it stays closed until the administrator opens it',
    body: registrationInput,
    response: foreign,
    handler: (ctx, { request, reply, body }) => registerItself(ctx, request, reply, body),
  })
  route({
    method: 'GET',
    path: '/api/lti/authorize',
    may: 'public',
    summary: 'LTI launch: an id_token by form to the tool, for a launch begun by this reader',
    query: shape.authorizeInput,
    handler: (ctx, { request, reply, query }) => authorize(ctx, request, reply, query),
  })
  route({
    method: 'POST',
    path: '/api/lti/authorize',
    may: 'public',
    limit: 'read',
    outside: true,
    summary: 'LTI launch, asked by form',
    body: shape.authorizeInput,
    handler: (ctx, { request, reply, body }) => authorize(ctx, request, reply, body),
  })
  route({
    method: 'POST',
    path: '/api/lti/content',
    may: 'public',
    outside: true,
    bodyLimit: 1_048_576,
    summary: 'LTI deep linking: what a teacher chose in a tool',
    body: shape.choiceInput,
    handler: (ctx, { request, reply, body }) => takeChoice(ctx, request, reply, body.JWT),
  })
  route({
    method: 'POST',
    path: '/api/lti/token',
    may: 'public',
    outside: true,
    summary: 'LTI services: a token for ten minutes (client_credentials with private_key_jwt)',
    body: shape.tokenInput,
    response: foreign,
    handler: async (ctx, { request, reply, body }) => {
      const answer = await giveToken(ctx, request, body)
      if ('error' in answer) void reply.status(answer.error === 'invalid_client' ? 401 : 400)
      return answer
    },
  })
  route({
    method: 'GET',
    path: '/api/lti/offerings/:offeringId/members',
    may: 'public',
    outside: true,
    clauses: ['R3.3a'],
    summary: 'LTI names and roles (NRPS 2): who is in a course, as far as the tool may know',
    params: shape.contextParams,
    query: shape.rosterQuery,
    response: foreign,
    handler: (ctx, { request, reply, params, query }) => readRoster(ctx, request, reply, params.offeringId, query),
  })
  route({
    method: 'GET',
    path: '/api/lti/offerings/:offeringId/lineitems',
    may: 'public',
    outside: true,
    summary: 'LTI marks (AGS 2): the tool’s own columns in a course',
    params: shape.contextParams,
    query: shape.linesQuery,
    response: foreign,
    handler: (ctx, { request, reply, params, query }) => readLines(ctx, request, reply, params.offeringId, query),
  })
  route({
    method: 'POST',
    path: '/api/lti/offerings/:offeringId/lineitems',
    may: 'public',
    outside: true,
    summary: 'LTI marks: adds a column',
    params: shape.contextParams,
    body: shape.lineInput,
    response: foreign,
    handler: (ctx, { request, reply, params, body }) => addLine(ctx, request, reply, params.offeringId, body),
  })
  route({
    method: 'GET',
    path: '/api/lti/lineitems/:lineId',
    may: 'public',
    outside: true,
    summary: 'LTI marks: a column',
    params: shape.lineParams,
    response: foreign,
    handler: (ctx, { request, reply, params }) => readLine(ctx, request, reply, params.lineId),
  })
  route({
    method: 'PUT',
    path: '/api/lti/lineitems/:lineId',
    may: 'public',
    outside: true,
    summary: 'LTI marks: changes a column',
    params: shape.lineParams,
    body: shape.lineInput,
    response: foreign,
    handler: (ctx, { request, reply, params, body }) => changeLine(ctx, request, reply, params.lineId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/lti/lineitems/:lineId',
    may: 'public',
    outside: true,
    summary: 'LTI marks: takes a column away; the marks are kept',
    params: shape.lineParams,
    handler: (ctx, { request, params }) => removeLine(ctx, request, params.lineId),
  })
  route({
    method: 'POST',
    path: '/api/lti/lineitems/:lineId/scores',
    may: 'public',
    limit: 'read',
    outside: true,
    clauses: ['R4.3c'],
    summary: 'LTI marks: what a tool reports of a student, by the order of its own clock',
    params: shape.lineParams,
    body: shape.scoreInput,
    handler: (ctx, { request, params, body }) => keepScore(ctx, request, params.lineId, body),
  })
  route({
    method: 'GET',
    path: '/api/lti/lineitems/:lineId/results',
    may: 'public',
    outside: true,
    summary: 'LTI marks: the final marks of a column',
    params: shape.lineParams,
    query: shape.resultsQuery,
    response: foreign,
    handler: (ctx, { request, reply, params, query }) => readResults(ctx, request, reply, params.lineId, query),
  })
})

export const ltiRoutes = [...portalRoutes, ...toolRoutes]
