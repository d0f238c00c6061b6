import type { FastifyInstance } from 'fastify'
import { buildPortalServer, permissions } from '../portal/assemble.ts'
import { personDirectory } from '../portal/person-directory.ts'
import { demandsSecondFactor, type Role } from '../domains/people/index.ts'
import { readStanding } from '../domains/programmes/index.ts'
import type { Config } from '../foundation/server/config/index.ts'
import { change } from '../foundation/server/database/change.ts'
import { createAccount, openSessions, type MadeAccount, type NewAccount } from '../foundation/server/sessions/index.ts'
import { makePerson } from './factories.ts'
import { testPortal, type Reply, type TestPortal } from './test-portal.ts'

/** A browser: keeps cookies, sends the header that forms cannot. */
export interface Browser {
  send: (method: string, url: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>
  cookies: Map<string, string>
  /** The attributes of the last `set-cookie` lines. */
  lastCookies: string[]
}

export interface SignInPortal extends TestPortal {
  real: FastifyInstance
  browser: (address?: string) => Browser
  /** A person with a role and an account. */
  give: (role: Role | undefined, given: Partial<NewAccount> & { login: string; personalNumber?: string }) => Promise<MadeAccount>
}

/** The password of test accounts. */
export const password = 'жашыл бакта үч алма'

/** The portal with its real sign-in in place of the tests' own. */
export async function signInPortal(config: Partial<Config> = {}): Promise<SignInPortal> {
  const base = await testPortal()
  Object.assign(base.portal.config, config)
  const sessions = await openSessions(base.portal, { directory: personDirectory, demandsSecondFactor, standing: readStanding, permissions })
  const real = await buildPortalServer(base.portal, sessions.identify)
  sessions.mountBetterAuth(real)
  await real.ready()
  return {
    ...base,
    real,
    browser: (address = '10.0.0.1') => browser(real, address),
    async give(role, { login, personalNumber, ...given }) {
      const personId = await makePerson(base.portal, role, personalNumber ? { personalNumber } : {})
      const ctx = await base.ctx()
      return change(ctx, (tx) => createAccount(ctx, tx, { personId, login, password, ...given }))
    },
    close: async () => {
      await real.close()
      await base.close()
    },
  }
}

function browser(app: FastifyInstance, address: string): Browser {
  const cookies = new Map<string, string>()
  const self: Browser = {
    cookies,
    lastCookies: [],
    async send(method, url, body, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const reply = await app.inject({
        method: method as 'GET',
        url,
        remoteAddress: address,
        headers: { 'x-portal-csrf': '1', 'user-agent': 'test', 'accept-language': 'en', ...(cookie ? { cookie } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const set = reply.headers['set-cookie']
      self.lastCookies = set === undefined ? [] : Array.isArray(set) ? set : [set]
      for (const line of self.lastCookies) keep(cookies, line)
      const json = String(reply.headers['content-type'] ?? '').includes('json')
      return {
        status: reply.statusCode,
        body: (json ? JSON.parse(reply.body) : reply.body) as Reply['body'],
        headers: reply.headers,
        bytes: reply.rawPayload,
      }
    },
  }
  return self
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const at = pair.indexOf('=')
  const name = pair.slice(0, at)
  if (/max-age=0/i.test(line) || pair.slice(at + 1) === '') cookies.delete(name)
  else cookies.set(name, pair.slice(at + 1))
}
