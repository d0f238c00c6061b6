import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { jwtVerify, SignJWT } from 'jose'
import { portalOrigin } from '../../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import { checkToolJwt, claimedIssuer, useOnce } from './check-jwt.ts'
import { openTool, usedIn, type Tool } from './find-tool.ts'
import { scopesOf } from './words.ts'

const seconds = 600
const audience = 'lti-services'
const keyOf = (secret: string): Uint8Array => createHash('sha256').update(`lti access ${secret}`).digest()

export interface TokenRequest {
  grant_type?: string | undefined
  client_assertion_type?: string | undefined
  client_assertion?: string | undefined
  scope?: string | undefined
}

/** The refusals of the token endpoint, in OAuth's own words. */
export interface TokenRefusal {
  error: 'invalid_request' | 'unsupported_grant_type' | 'invalid_client' | 'invalid_scope'
}

/**
 * Gives a tool a short-lived token for the services (client_credentials with private_key_jwt). An assertion counts once. Scopes that the
 * administrator did not allow are left out; none at all is refused.
 */
export async function giveToken(
  ctx: Ctx,
  request: FastifyRequest,
  asked: TokenRequest,
): Promise<TokenRefusal | { access_token: string; token_type: 'Bearer'; expires_in: number; scope: string }> {
  if (asked.grant_type !== 'client_credentials') return { error: 'unsupported_grant_type' }
  if (asked.client_assertion_type !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' || !asked.client_assertion || !asked.scope)
    return { error: 'invalid_request' }
  const clientId = claimedIssuer(asked.client_assertion)
  const tool = clientId ? await openTool(ctx, { clientId }) : undefined
  if (!tool) return { error: 'invalid_client' }
  const origin = portalOrigin(ctx.portal.config, request)
  const said = await checkToolJwt(ctx, tool, asked.client_assertion, [`${origin}/api/lti/token`, origin])
  if (!said || said.sub !== tool.clientId || !said.jti) return { error: 'invalid_client' }
  const granted = scopesOf(tool).filter((one) => asked.scope?.split(' ').includes(one))
  if (granted.length === 0) return { error: 'invalid_scope' }
  const fresh = await change(ctx, async (tx) => {
    await record(ctx, tx)
    return useOnce(tx, tool.id, `jti ${said.jti}`, 3660)
  })
  if (!fresh) return { error: 'invalid_client' }
  const token = await new SignJWT({ scope: granted.join(' ') })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(tool.id)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${seconds}s`)
    .sign(keyOf(ctx.portal.config.secret))
  return { access_token: token, token_type: 'Bearer', expires_in: seconds, scope: granted.join(' ') }
}

/**
 * The tool behind a service request: its token, one of these scopes, and (where given) a course in which it is used.
 * @throws 401 without a valid token, 403 for a scope it was not given or a course that is not its own
 */
export async function toolOf(ctx: Ctx, request: FastifyRequest, wanted: string[], offeringId?: string): Promise<Tool> {
  const word = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const read = word && (await jwtVerify(word, keyOf(ctx.portal.config.secret), { audience, algorithms: ['HS256'] }).catch(() => null))
  const tool = read && read.payload.sub ? await openTool(ctx, { id: read.payload.sub }) : undefined
  if (!read || !tool) throw problem('courses.tool-token', { status: 401 })
  // What the administrator took back counts at once, not when the token ends.
  const has = String(read.payload['scope'])
    .split(' ')
    .filter((one) => scopesOf(tool).includes(one))
  if (!wanted.some((one) => has.includes(one))) throw problem('courses.tool-scope', { status: 403 })
  if (offeringId && !(await usedIn(ctx, tool.id, offeringId))) throw problem('courses.tool-not-here', { status: 403 })
  return tool
}
