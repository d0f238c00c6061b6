import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { portalOrigin } from '../../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import { actorOf } from '../../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import { toolInput } from '../contract.ts'
import { checkAddresses, insertTool } from '../register-tool.ts'
import { toolInvitation } from '../tables.ts'
import { mayBeTool } from './fetch-outside.ts'
import { scopes, scopesOf } from './words.ts'

const hashOf = (word: string): string => createHash('sha256').update(word).digest('hex')
const platformWord = 'https://purl.imsglobal.org/spec/lti-platform-configuration'
const toolWord = 'https://purl.imsglobal.org/spec/lti-tool-configuration'

/** Lets a tool register itself once within an hour. @returns the tool's address with the invitation in it @throws 422 */
export async function inviteTool(ctx: Ctx, request: FastifyRequest, address: string): Promise<{ address: string }> {
  if (!mayBeTool(ctx.portal.config, address)) throw problem('courses.tool-address', { status: 422, params: { address } })
  const word = randomBytes(32).toString('base64url')
  await change(ctx, async (tx) => {
    const [made] = await tx
      .insert(toolInvitation)
      .values({ hash: hashOf(word), byPerson: actorOf(ctx).personId, expiresAt: new Date(Date.now() + 3_600_000) })
      .returning()
    await record(ctx, tx, { verb: 'tool.invited', object: { type: 'tool-invitation', id: made?.id ?? '' }, result: { address } })
  })
  const invited = new URL(address)
  invited.searchParams.set('openid_configuration', `${portalOrigin(ctx.portal.config, request)}/api/lti/configuration`)
  invited.searchParams.set('registration_token', word)
  return { address: invited.href }
}

/** What the portal tells of itself as a platform (LTI dynamic registration). */
export function platformConfiguration(ctx: Ctx, request: FastifyRequest): Record<string, unknown> {
  const issuer = portalOrigin(ctx.portal.config, request)
  return {
    issuer,
    authorization_endpoint: `${issuer}/api/lti/authorize`,
    token_endpoint: `${issuer}/api/lti/token`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'ES256'],
    jwks_uri: `${issuer}/api/lti/jwks`,
    registration_endpoint: `${issuer}/api/lti/registrations`,
    scopes_supported: ['openid', ...scopesOf({ mayGrade: true, mayRoster: true })],
    response_types_supported: ['id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
    [platformWord]: {
      product_family_code: 'univer-plus',
      version: ctx.portal.version,
      messages_supported: [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest' }],
    },
  }
}

/** What a tool sends to register itself (OpenID Connect registration with LTI's own part). */
export const registrationInput = z.looseObject({
  client_name: z.string().min(1).max(200),
  initiate_login_uri: z.url().max(2000),
  redirect_uris: z.array(z.url().max(2000)).min(1).max(20),
  jwks_uri: z.url().max(2000),
  scope: z.string().max(2000).default(''),
  [toolWord]: z.looseObject({
    target_link_uri: z.url().max(2000),
    custom_parameters: z.record(z.string().max(80), z.string().max(2000)).optional(),
    messages: z.array(z.looseObject({ type: z.string(), target_link_uri: z.string().max(2000).optional() })).default([]),
  }),
})

interface Registration {
  client_name: string
  initiate_login_uri: string
  redirect_uris: string[]
  jwks_uri: string
  scope: string
}

interface ToolPart {
  target_link_uri: string
  custom_parameters?: Record<string, string>
  messages: { type: string; target_link_uri?: string }[]
}

/**
 * Registers the tool that an administrator invited. It stays closed, and is told no name, until the administrator has looked at it: who
 * keeps the data is not for the tool to say.
 * @throws 401 without an invitation, 422
 */
export async function registerItself(
  ctx: Ctx,
  request: FastifyRequest,
  reply: FastifyReply,
  body: z.output<typeof registrationInput>,
): Promise<unknown> {
  const word = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const said = body as unknown as Registration
  const part = (body as Record<string, unknown>)[toolWord] as ToolPart
  const choice = part.messages.find(({ type }) => type === 'LtiDeepLinkingRequest')
  const asked = said.scope.split(' ')
  const settings = toolInput.parse({
    name: said.client_name,
    keeper: new URL(said.initiate_login_uri).host,
    loginUrl: said.initiate_login_uri,
    launchUrl: part.target_link_uri,
    redirectUris: [...new Set(said.redirect_uris)],
    jwksUrl: said.jwks_uri,
    choiceUrl: choice ? (choice.target_link_uri ?? part.target_link_uri) : null,
    mayGrade: asked.includes(scopes.score) || asked.includes(scopes.lines),
    mayRoster: asked.includes(scopes.roster),
    custom: part.custom_parameters ?? {},
  })
  checkAddresses(ctx, request, settings)
  const made = await change(ctx, async (tx) => {
    const [invitation] = await tx
      .select()
      .from(toolInvitation)
      .where(and(eq(toolInvitation.hash, hashOf(word)), isNull(toolInvitation.toolId), gt(toolInvitation.expiresAt, new Date())))
      .for('update')
    await record(ctx, tx)
    if (!invitation) throw problem('courses.tool-token', { status: 401 })
    const row = await insertTool(ctx, tx, settings, { closedAt: new Date() })
    await tx.update(toolInvitation).set({ toolId: row.id }).where(eq(toolInvitation.id, invitation.id))
    return row
  })
  void reply.header('content-type', 'application/json').status(201)
  return {
    ...body,
    client_id: made.clientId,
    scope: scopesOf(settings).join(' '),
    [toolWord]: { ...part, deployment_id: made.deploymentId },
  }
}
