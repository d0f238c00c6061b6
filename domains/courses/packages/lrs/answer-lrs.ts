import { and, asc, eq, isNull } from 'drizzle-orm'
import { registerContent, type ContentRequest } from '../../../../foundation/server/content-origin/index.ts'
import { systemContext, type Ctx, type Portal } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import { newId } from '../../../../foundation/server/database/ids.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import { packageSession, packageStatement } from '../tables.ts'
import { dropDocuments, keepDocument, listDocuments, readDocument } from './documents.ts'
import { findSitting, mayWrite, type FoundSitting } from './find-sitting.ts'
import { bearerOf } from './launch.ts'
import { Refusal, takeStatements } from './take-statements.ts'

/**
 * The least of a learning record store that a launched package needs: its own statements, states and profiles, and cmi5's token.
 * It lies on the content origin, so no other origin needs CORS; who may speak is decided by a bearer word of the sitting, never by a cookie.
 */
registerContent('package-lrs', async (portal, asked) => {
  const ctx = systemContext(portal, newId())
  const sitting = await findSitting(ctx, asked.capability.subject)
  asked.reply.header('x-experience-api-version', '1.0.3')
  try {
    if (!sitting) throw new Refusal(404)
    if (asked.path === 'fetch') return await giveToken(ctx, portal, sitting, asked)
    if (!mayWrite(portal, asked.request.headers.authorization, sitting.sessionId)) throw new Refusal(401)
    return await answer(ctx, sitting, asked)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return asked.reply.status(error.status).send()
  }
})

/** cmi5 8.2: the token is given once; asked again the answer is an error in words of the standard. */
async function giveToken(ctx: Ctx, portal: Portal, sitting: FoundSitting, { method, reply }: ContentRequest): Promise<unknown> {
  if (method !== 'POST') throw new Refusal(405)
  const first = await change(ctx, async (tx) => {
    await record(ctx, tx)
    const taken = await tx
      .update(packageSession)
      .set({ fetchedAt: new Date() })
      .where(and(eq(packageSession.id, sitting.sessionId), isNull(packageSession.fetchedAt)))
      .returning({ id: packageSession.id })
    return taken.length > 0
  })
  return reply.send(
    first
      ? { 'auth-token': bearerOf(portal, sitting.sessionId, sitting.portal) }
      : { 'error-code': '1', 'error-text': 'The token was already given.' },
  )
}

async function answer(ctx: Ctx, sitting: FoundSitting, asked: ContentRequest): Promise<unknown> {
  const { reply } = asked
  const query = asked.request.query as Record<string, string | undefined>
  switch (asked.path.replace(/^xapi\/+/, '').replace(/\/$/, '')) {
    case 'about':
      return reply.send({ version: ['1.0.3'] })
    case 'statements':
      return statements(ctx, sitting, asked, query)
    case 'activities/state':
      return document(ctx, sitting, asked, `state ${query['activityId'] ?? ''} `, query['stateId'])
    case 'activities/profile':
      return document(ctx, sitting, asked, `activity ${query['activityId'] ?? ''} `, query['profileId'])
    case 'agents/profile':
      return document(ctx, sitting, asked, 'agent ', query['profileId'])
    case 'activities':
      return reply.send({ objectType: 'Activity', id: query['activityId'] ?? '' })
    default:
      throw new Refusal(404)
  }
}

async function statements(ctx: Ctx, sitting: FoundSitting, asked: ContentRequest, query: Record<string, string | undefined>): Promise<unknown> {
  const { method, reply, body } = asked
  const id = query['statementId']
  if (method === 'PUT' && id) {
    await takeStatements(ctx, sitting, { statements: [parse(body)], id })
    return reply.status(204).send()
  }
  if (method === 'POST') {
    const given = parse(body)
    return reply.send(await takeStatements(ctx, sitting, { statements: Array.isArray(given) ? given.slice(0, 500) : [given] }))
  }
  if (method !== 'GET') throw new Refusal(405)
  const rows = await ctx.db
    .select({ id: packageStatement.id, statement: packageStatement.statement, storedAt: packageStatement.storedAt })
    .from(packageStatement)
    .where(eq(packageStatement.attemptId, sitting.attemptId))
    .orderBy(asc(packageStatement.storedAt))
  const shown = rows.map((row) => ({ ...row.statement, stored: row.storedAt.toISOString() }))
  if (id === undefined) return reply.send({ statements: shown.toReversed().slice(0, 500), more: '' })
  const found = rows.findIndex((row) => row.id === id.toLowerCase())
  if (found === -1) throw new Refusal(404)
  return reply.send(shown[found])
}

async function document(ctx: Ctx, sitting: FoundSitting, asked: ContentRequest, beginning: string, name: string | undefined): Promise<unknown> {
  const { method, reply, request, body } = asked
  if (method === 'GET' && name === undefined) return reply.send(await listDocuments(ctx, sitting, beginning))
  if (method === 'DELETE') {
    await dropDocuments(ctx, sitting, beginning + (name ?? ''), name === undefined)
    return reply.status(204).send()
  }
  if (name === undefined) throw new Refusal(400)
  if (method === 'GET') {
    const found = await readDocument(ctx, sitting, beginning + name)
    if (!found) throw new Refusal(404)
    return reply.header('etag', found.etag).header('content-type', found.type).send(found.content)
  }
  const type = request.headers['content-type'] ?? 'application/octet-stream'
  await keepDocument(ctx, sitting, beginning + name, { type, content: body ?? Buffer.alloc(0), merge: method === 'POST' })
  return reply.status(204).send()
}

function parse(body: Buffer | null): unknown {
  try {
    return JSON.parse((body ?? Buffer.alloc(0)).toString('utf8'))
  } catch {
    throw new Refusal(400)
  }
}
