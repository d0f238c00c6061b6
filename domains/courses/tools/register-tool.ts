import { count, desc, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { JSONWebKeySet } from 'jose'
import { portalOrigin } from '../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { ToolChange, ToolInput, ToolsView, ToolView } from './contract.ts'
import { readKeySet } from './lti/check-jwt.ts'
import { mayBeTool } from './lti/fetch-outside.ts'
import { newSalt, type Tool } from './lti/find-tool.ts'
import type { Opening } from './shared/tool.ts'
import { tool, toolLink } from './tables.ts'

/** All tools with what their own administrators ask of the portal. */
export async function readTools(ctx: Ctx, request: FastifyRequest): Promise<ToolsView> {
  const [rows, uses] = await Promise.all([
    ctx.db.select().from(tool).orderBy(desc(tool.createdAt)),
    ctx.db.select({ toolId: toolLink.toolId, items: count() }).from(toolLink).groupBy(toolLink.toolId),
  ])
  const issuer = portalOrigin(ctx.portal.config, request)
  const at = (path: string): string => `${issuer}/api/lti/${path}`
  return {
    tools: rows.map((row) => presentTool(row, uses.find(({ toolId }) => toolId === row.id)?.items ?? 0)),
    platform: { issuer, keys: at('jwks'), authorize: at('authorize'), token: at('token'), configuration: at('configuration') },
  }
}

/**
 * Registers a tool for the university; the portal gives it its client and deployment.
 * @throws 422 `courses.tool-address`, `courses.tool-keys`
 */
export async function addTool(ctx: Ctx, request: FastifyRequest, given: ToolInput): Promise<{ id: string }> {
  checkAddresses(ctx, request, given)
  return change(ctx, (tx) => insertTool(ctx, tx, given, {}))
}

/** Writes the row. For the two ways of registration. */
export async function insertTool(
  ctx: Ctx,
  tx: Tx,
  given: ToolInput,
  more: Partial<typeof tool.$inferInsert>,
): Promise<{ id: string; clientId: string; deploymentId: string }> {
  const made = { id: newId(), clientId: newId(), deploymentId: newId() }
  const { jwks, ...values } = given
  await tx.insert(tool).values({ ...values, ...made, jwks: keysFrom(given.jwksUrl, jwks), salt: newSalt(), ...more })
  await record(ctx, tx, {
    verb: 'tool.registered',
    object: { type: 'tool', id: made.id },
    result: { name: given.name, keeper: given.keeper, login: given.loginUrl },
  })
  return made
}

/** Changes a tool, closes it or opens it again. @throws 404, 422 `courses.tool-address`, `courses.tool-keys` */
export async function changeTool(ctx: Ctx, request: FastifyRequest, toolId: string, given: ToolChange): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select().from(tool).where(eq(tool.id, toolId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    const { closed, jwks, ...values } = given
    const whole = { ...found, ...values }
    checkAddresses(ctx, request, whole)
    const keys =
      jwks === undefined && values.jwksUrl === undefined
        ? {}
        : { jwks: keysFrom(whole.jwksUrl, jwks ?? (found.jwks ? JSON.stringify(found.jwks) : null)) }
    await tx
      .update(tool)
      .set({ ...(values as Partial<Tool>), ...keys, ...(closed === undefined ? {} : { closedAt: closed ? (found.closedAt ?? new Date()) : null }) })
      .where(eq(tool.id, toolId))
    await record(ctx, tx, {
      verb: closed === undefined ? 'tool.changed' : closed ? 'tool.closed' : 'tool.opened',
      object: { type: 'tool', id: toolId },
      result: { ...given },
    })
  })
}

/**
 * Every address must be one that a tool may have, and never the portal's own: a page of the portal's origin in a tool's frame would be the
 * portal.
 */
export function checkAddresses(
  ctx: Ctx,
  request: FastifyRequest,
  given: Pick<ToolInput, 'loginUrl' | 'launchUrl' | 'redirectUris' | 'jwksUrl' | 'choiceUrl'>,
): void {
  const own = portalOrigin(ctx.portal.config, request)
  const fields = {
    loginUrl: [given.loginUrl],
    launchUrl: [given.launchUrl],
    redirectUris: given.redirectUris,
    jwksUrl: [given.jwksUrl],
    choiceUrl: [given.choiceUrl],
  }
  for (const [path, addresses] of Object.entries(fields))
    for (const address of addresses)
      if (address !== null && (!mayBeTool(ctx.portal.config, address) || new URL(address).origin === own))
        throw problem('courses.tool-address', { status: 422, params: { address }, fields: [{ path, key: 'tool-address' }] })
}

function keysFrom(address: string | null, text: string | null): { keys: Record<string, unknown>[] } | null {
  if (address) return null
  const keys: JSONWebKeySet = readKeySet(text ?? '')
  const usable = keys.keys.length > 0 && keys.keys.every((key) => (key.kty === 'RSA' || key.kty === 'EC') && !('d' in key))
  if (!usable) throw problem('courses.tool-keys', { status: 422, fields: [{ path: 'jwks', key: 'tool-keys' }] })
  return keys as unknown as { keys: Record<string, unknown>[] }
}

function presentTool(row: Tool, items: number): ToolView {
  const { salt: _salt, createdAt: _createdAt, closedAt, jwks, opens, ...shown } = row
  return { ...shown, opens: opens as Opening, jwks: jwks ? JSON.stringify(jwks) : null, closed: closedAt !== null, items }
}
