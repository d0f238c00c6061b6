import { and, asc, eq, isNull } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { portalOrigin } from '../../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import { newId } from '../../../../foundation/server/database/ids.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import { item } from '../../tables.ts'
import type { LineInput } from '../contract.ts'
import { toolLine, toolLink } from '../tables.ts'
import { toolOf } from './access-token.ts'
import type { Tool } from './find-tool.ts'
import { mediaTypes, scopes } from './words.ts'

export type Line = typeof toolLine.$inferSelect

/** A column as the Assignment and Grade Services write it. */
function lineView(portal: string, line: Line): Record<string, unknown> {
  return {
    id: `${portal}/api/lti/lineitems/${line.id}`,
    label: line.label,
    scoreMaximum: line.maximum,
    ...(line.itemId ? { resourceLinkId: line.itemId } : {}),
    ...(line.resourceId ? { resourceId: line.resourceId } : {}),
    ...(line.tag ? { tag: line.tag } : {}),
    ...(line.startsAt ? { startDateTime: line.startsAt.toISOString() } : {}),
    ...(line.endsAt ? { endDateTime: line.endsAt.toISOString() } : {}),
  }
}

/** A column of this tool's. @throws 404 for another tool's, a removed one, or none */
export async function openLine(ctx: Ctx, request: FastifyRequest, lineId: string, wanted: string[]): Promise<{ tool: Tool; line: Line }> {
  // The token is looked at first: without one nobody learns which columns there are.
  const tool = await toolOf(ctx, request, wanted)
  const [line] = await ctx.db
    .select()
    .from(toolLine)
    .where(and(eq(toolLine.id, lineId), eq(toolLine.toolId, tool.id), isNull(toolLine.removedAt)))
  if (!line) throw problem('foundation.not-found', { status: 404 })
  return { tool: await toolOf(ctx, request, wanted, line.offeringId), line }
}

/** The tool's own columns in a course. @throws 401, 403 */
export async function readLines(
  ctx: Ctx,
  request: FastifyRequest,
  reply: FastifyReply,
  offeringId: string,
  query: { resource_link_id?: string | undefined; resource_id?: string | undefined; tag?: string | undefined; limit: number; page: number },
): Promise<unknown> {
  const tool = await toolOf(ctx, request, [scopes.lines, scopes.linesRead], offeringId)
  const rows = await ctx.db
    .select()
    .from(toolLine)
    .where(and(eq(toolLine.offeringId, offeringId), eq(toolLine.toolId, tool.id), isNull(toolLine.removedAt)))
    .orderBy(asc(toolLine.id))
  const asked = rows.filter(
    (row) =>
      (query.resource_link_id === undefined || row.itemId === query.resource_link_id) &&
      (query.resource_id === undefined || row.resourceId === query.resource_id) &&
      (query.tag === undefined || row.tag === query.tag),
  )
  const portal = portalOrigin(ctx.portal.config, request)
  nextPage(reply, request, portal, query, asked.length)
  void reply.header('content-type', mediaTypes.lines)
  return asked.slice((query.page - 1) * query.limit, query.page * query.limit).map((row) => lineView(portal, row))
}

/** Tells where the next page is, when there is one. */
export function nextPage(reply: FastifyReply, request: FastifyRequest, portal: string, query: { limit: number; page: number }, total: number): void {
  if (query.page * query.limit >= total) return
  const next = new URL(request.url, portal)
  next.searchParams.set('page', String(query.page + 1))
  void reply.header('link', `<${next.href}>; rel="next"`)
}

/** One column. @throws 401, 403, 404 */
export async function readLine(ctx: Ctx, request: FastifyRequest, reply: FastifyReply, lineId: string): Promise<unknown> {
  const { line } = await openLine(ctx, request, lineId, [scopes.lines, scopes.linesRead])
  void reply.header('content-type', mediaTypes.line)
  return lineView(portalOrigin(ctx.portal.config, request), line)
}

/** Adds a column. One that names an item becomes the item's own when it has none yet. @throws 401, 403, 422 `courses.tool-line` */
export async function addLine(ctx: Ctx, request: FastifyRequest, reply: FastifyReply, offeringId: string, given: LineInput): Promise<unknown> {
  const tool = await toolOf(ctx, request, [scopes.lines], offeringId)
  const itemId = given.resourceLinkId ? await ownItem(ctx, tool, offeringId, given.resourceLinkId) : null
  const line = await change(ctx, async (tx) => {
    const [main] = itemId
      ? await tx
          .select({ id: toolLine.id })
          .from(toolLine)
          .where(and(eq(toolLine.itemId, itemId), eq(toolLine.main, true), isNull(toolLine.removedAt)))
      : []
    const [made] = await tx
      .insert(toolLine)
      .values({ id: newId(), toolId: tool.id, offeringId, itemId, main: itemId !== null && !main, ...fieldsOf(given) })
      .returning()
    if (!made) throw new Error('the column was not written')
    await record(ctx, tx, {
      verb: 'tool-line.added',
      object: { type: 'tool-line', id: made.id },
      offering: offeringId,
      result: { label: made.label },
    })
    return made
  })
  void reply.header('content-type', mediaTypes.line).status(201)
  return lineView(portalOrigin(ctx.portal.config, request), line)
}

/** Changes a column's name, greatest mark, tag and dates; the item it belongs to stays. @throws 401, 403, 404 */
export async function changeLine(ctx: Ctx, request: FastifyRequest, reply: FastifyReply, lineId: string, given: LineInput): Promise<unknown> {
  const { line } = await openLine(ctx, request, lineId, [scopes.lines])
  const row = await change(ctx, async (tx) => {
    const [changed] = await tx.update(toolLine).set(fieldsOf(given)).where(eq(toolLine.id, line.id)).returning()
    await record(ctx, tx, {
      verb: 'tool-line.changed',
      object: { type: 'tool-line', id: line.id },
      offering: line.offeringId,
      result: { label: given.label },
    })
    return changed ?? line
  })
  void reply.header('content-type', mediaTypes.line)
  return lineView(portalOrigin(ctx.portal.config, request), row)
}

/** Takes a column away; the marks in it are kept (R4.3c). @throws 401, 403, 404 */
export async function removeLine(ctx: Ctx, request: FastifyRequest, lineId: string): Promise<void> {
  const { line } = await openLine(ctx, request, lineId, [scopes.lines])
  await change(ctx, async (tx) => {
    await tx.update(toolLine).set({ removedAt: new Date() }).where(eq(toolLine.id, line.id))
    await record(ctx, tx, {
      verb: 'tool-line.removed',
      object: { type: 'tool-line', id: line.id },
      offering: line.offeringId,
      result: { label: line.label },
    })
  })
}

function fieldsOf(given: LineInput): Pick<Line, 'label' | 'maximum' | 'resourceId' | 'tag' | 'startsAt' | 'endsAt'> {
  return {
    label: given.label,
    maximum: given.scoreMaximum,
    resourceId: given.resourceId ?? null,
    tag: given.tag ?? null,
    startsAt: given.startDateTime ? new Date(given.startDateTime) : null,
    endsAt: given.endDateTime ? new Date(given.endDateTime) : null,
  }
}

async function ownItem(ctx: Ctx, tool: Tool, offeringId: string, itemId: string): Promise<string> {
  const rows = await ctx.db
    .select({ id: item.id })
    .from(item)
    .innerJoin(toolLink, eq(toolLink.itemId, item.id))
    .where(and(eq(item.offeringId, offeringId), eq(toolLink.toolId, tool.id)))
  const found = rows.find(({ id }) => id === itemId)
  if (!found) throw problem('courses.tool-line', { status: 422 })
  return found.id
}
