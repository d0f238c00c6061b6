import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import pg from 'pg'
import { inject } from 'vitest'
import { buildPortalServer, openPortal, permissions } from '../portal/assemble.ts'
import { demandsSecondFactor } from '../domains/people/index.ts'
import { readStanding } from '../domains/programmes/index.ts'
import type { Locale } from '../foundation/i18n/localized.ts'
import { readConfig } from '../foundation/server/config/index.ts'
import { openSessions } from '../foundation/server/sessions/index.ts'
import { personDirectory } from '../portal/person-directory.ts'
import { systemContext, type Ctx, type Portal } from '../foundation/server/context.ts'
import { newId } from '../foundation/server/database/ids.ts'
import { identityOf } from '../foundation/server/http/identity-of-person.ts'
import { withDatabase } from './global-setup.ts'

export interface Reply {
  status: number
  /** The parsed JSON body, or the text: tests read what they expect of it, and fail where it is not there. */
  body: ReplyBody
  headers: Record<string, unknown>
  /** The body as it came: papers, pictures. */
  bytes: Buffer
}

/** JSON of any shape. Deliberately untyped: an answer's type is what the tests are there to prove. */
// oxlint-disable-next-line typescript/no-explicit-any
export type ReplyBody = any

export interface TestPortal {
  portal: Portal
  app: FastifyInstance
  /** Sends a request as a person (or nobody), in a language (default ky). */
  request: (
    method: string,
    url: string,
    options?: { as?: string | null; body?: unknown; locale?: Locale; inject?: Partial<InjectOptions> },
  ) => Promise<Reply>
  /** A use case's context with that person as the actor. */
  ctx: (personId?: string | null) => Promise<Ctx>
  /** Runs waiting jobs and events. */
  drain: () => Promise<number>
  close: () => Promise<void>
}

/**
 * The whole portal on a fresh database. Who asks is told by the tests themselves (header `x-test-person`), everything
 * after that — abilities, routes, database — is the real thing. Sign-in has tests of its own.
 */
export async function testPortal(options: { secondFactor?: boolean } = {}): Promise<TestPortal> {
  const name = `t_${newId().replaceAll('-', '')}`
  const serverUrl = inject('serverUrl')
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${inject('template')}`)
  const folder = await mkdtemp(join(tmpdir(), 'portal-files-'))
  const config = readConfig([], { PORTAL_DATA: folder, LOG_LEVEL: 'silent', PORTAL_SECRET: 'a secret of the tests, long enough to pass' })
  const portal = await openPortal(config, withDatabase(serverUrl, name))
  await openSessions(portal, { directory: personDirectory, demandsSecondFactor, standing: readStanding, permissions })
  const known = async (personId: string) =>
    identityOf(portal.database.read, { standing: readStanding, demandsSecondFactor: () => false }, permissions, {
      personId,
      accountId: personId,
      sessionId: personId,
      locale: 'ky',
      hasSecondFactor: options.secondFactor ?? true,
    })
  const app = await buildPortalServer(portal, async (_portal, request) => {
    const person = request.headers['x-test-person']
    return typeof person === 'string' ? known(person) : null
  })
  await app.ready()
  return {
    portal,
    app,
    async request(method, url, { as = null, body, locale = 'ky', inject: more } = {}) {
      const reply = await app.inject({
        method: method as 'GET',
        url,
        headers: { 'accept-language': locale, ...(as ? { 'x-test-person': as } : {}), ...more?.headers },
        ...(body === undefined ? {} : { payload: body as object }),
        ...(more?.payload === undefined ? {} : { payload: more.payload }),
      })
      const json = String(reply.headers['content-type'] ?? '').includes('json')
      return {
        status: reply.statusCode,
        body: (json ? JSON.parse(reply.body) : reply.body) as ReplyBody,
        headers: reply.headers,
        bytes: reply.rawPayload,
      }
    },
    async ctx(personId = null) {
      return systemContext(portal, newId(), personId ? (await known(personId)).actor : null)
    },
    drain: () => portal.jobs.drain(portal),
    async close() {
      await app.close()
      await portal.close()
      await onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
