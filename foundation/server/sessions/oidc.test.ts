import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password, signInPortal, type Browser, type SignInPortal } from '../../../testing/sign-in-portal.ts'
import { makePerson } from '../../../testing/factories.ts'
import { person } from '../../../domains/people/index.ts'
import { statement } from '../trace/tables.ts'
import { account, identity } from './tables.ts'

let t: SignInPortal
let server: Server
/** Who the provider says has come. */
let comes: { sub: string; pin?: string } = { sub: 'nobody' }

/** A real OpenID provider that speaks like the national one: code with PKCE, claims with `pin`. */
async function startProvider(redirect: string): Promise<string> {
  const { createServer } = await import('node:http')
  let handle: (request: never, response: never) => void = () => {}
  server = createServer((request, response) => handle(request as never, response as never))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'portal',
        client_secret: 'a secret of the test',
        redirect_uris: [redirect],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        scope: 'openid profile email phone',
      },
    ],
    claims: {
      openid: ['sub'],
      profile: ['pin', 'citizenship', 'family_name', 'given_name', 'middle_name', 'birthdate'],
      email: ['email', 'email_verified'],
      phone: ['phone_number'],
    },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key of the test'] },
    findAccount: (_ctx: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({
        sub,
        ...(comes.pin ? { pin: comes.pin } : {}),
        citizenship: 'KGZ',
        family_name: 'Уулу',
        given_name: 'Бакыт',
        email: 'same@example.kg',
        email_verified: true,
      }),
    }),
    interactions: { url: (_ctx: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    async loadExistingGrant(ctx: { oidc: { client: { clientId: string }; session: { accountId: string }; provider: Provider } }) {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
      grant.addOIDCScope('openid profile email phone')
      await grant.save()
      return grant
    },
  } as never)
  const callback = provider.callback()
  handle = (request: { url?: string }, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request as never, response)
    void provider.interactionFinished(request as never, response, { login: { accountId: comes.sub } })
  }
  return issuer
}

/** Walks from the portal to the provider and back, as a browser does; gives where it ends. */
async function walk(browser: Browser, change: (url: URL) => URL = (url) => url): Promise<{ status: number; location: string; asked: URL }> {
  const begun = await browser.send('POST', '/api/session/provider', { provider: 'esi' })
  expect(begun.status).toBe(200)
  const asked = new URL(begun.body.url)
  const jar = new Map<string, string>()
  let url = asked
  for (let step = 0; step < 8; step++) {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    url = new URL(response.headers.get('location') ?? 'about:blank', url)
    if (url.pathname.startsWith('/api/auth/callback/')) break
  }
  url = change(url)
  const reply = await browser.send('GET', `${url.pathname}${url.search}`)
  return { status: reply.status, location: String(reply.headers['location']), asked }
}

beforeAll(async () => {
  const issuer = await startProvider('http://localhost:3000/api/auth/callback/esi')
  t = await signInPortal({ oidc: { id: 'esi', name: null, preset: 'esi', issuer, clientId: 'portal', clientSecret: 'a secret of the test' } })
})
afterAll(async () => {
  await t.close()
  server.close()
})

describe('sign-in by the national ESI (OIDC)', () => {
  it('asks with PKCE S256 and the scopes of the preset', async () => {
    comes = { sub: 'x-0' }
    const { asked } = await walk(t.browser())
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(asked.searchParams.get('scope')?.split(' ').sort()).toEqual(['email', 'openid', 'phone', 'profile'])
    expect(asked.searchParams.get('nonce')).toBeTruthy()
    expect(createHash('sha256').update('').digest('base64url')).toHaveLength(asked.searchParams.get('code_challenge')?.length ?? 0)
  })

  it('signs in the person with that personal number, and links the subject', async () => {
    const made = await t.give('student', { login: 'citizen', personalNumber: '20101200012345' })
    comes = { sub: 'esi-1', pin: '20101200012345' }
    for (let round = 0; round < 2; round++) {
      const browser = t.browser()
      expect(await walk(browser)).toMatchObject({ status: 302, location: '/' })
      expect((await browser.send('GET', '/api/me')).body.person.id).toBe(made.personId)
    }
    const links = await t.portal.database.read.select().from(identity).where(eq(identity.providerId, 'esi'))
    expect(links).toMatchObject([{ userId: made.id, accountId: 'esi-1', accessToken: null }])
    const traced = await t.portal.database.read.select().from(statement).where(eq(statement.actor, made.personId))
    expect(traced.filter((row) => row.verb === 'signed-in').map((row) => row.context?.['by'])).toEqual(['oidc', 'oidc'])
  })

  it('never makes a person or an account, and does not link by the e-mail of the national sign-in', async () => {
    await t.give('student', { login: 'same-mail', email: 'same@example.kg' })
    const before = [(await t.portal.database.read.select().from(person)).length, (await t.portal.database.read.select().from(account)).length]
    comes = { sub: 'esi-2', pin: '10101200099999' }
    const browser = t.browser()
    expect(await walk(browser)).toMatchObject({ status: 302, location: '/sign-in?refused=provider' })
    expect((await browser.send('GET', '/api/me')).status).toBe(204)
    expect([(await t.portal.database.read.select().from(person)).length, (await t.portal.database.read.select().from(account)).length]).toEqual(
      before,
    )
  })

  it('refuses disabled accounts, and people without an account', async () => {
    const off = await t.give('student', { login: 'off', personalNumber: '20202200012345' })
    await t.portal.database.write.update(account).set({ disabledAt: new Date() }).where(eq(account.id, off.id))
    await makePerson(t.portal, 'student', { personalNumber: '20303200012345' })
    for (const pin of ['20202200012345', '20303200012345']) {
      comes = { sub: `esi-${pin}`, pin }
      expect((await walk(t.browser())).location).toBe('/sign-in?refused=provider')
    }
  })

  it('still asks for the second factor of an account that has one', async () => {
    const made = await t.give('student', { login: 'guarded', personalNumber: '20404200012345' })
    await t.portal.database.write.update(account).set({ twoFactorEnabled: true }).where(eq(account.id, made.id))
    comes = { sub: 'esi-4', pin: '20404200012345' }
    const browser = t.browser()
    expect((await walk(browser)).location).toBe('/sign-in?step=second-factor')
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
    expect(browser.cookies.has('portal.two_factor')).toBe(true)
    expect(browser.cookies.has('portal.session_token')).toBe(false)
  })

  it('refuses an answer with another state, or in another browser', async () => {
    comes = { sub: 'esi-1', pin: '20101200012345' }
    const forged = t.browser()
    const changed = await walk(forged, (url) => {
      url.searchParams.set('state', 'another')
      return url
    })
    expect(changed.location).toBe('/sign-in?refused=provider')
    let stolen: URL | null = null
    await walk(t.browser(), (url) => {
      stolen = url
      return new URL('http://localhost:3000/api/auth/callback/esi?state=none')
    })
    const thief = t.browser()
    const found = stolen as unknown as URL
    expect((await thief.send('GET', `${found.pathname}${found.search}`)).headers['location']).toBe('/sign-in?refused=provider')
    expect((await thief.send('GET', '/api/me')).status).toBe(204)
  })

  it('knows no other provider, and leaves the password way open', async () => {
    expect((await t.browser().send('POST', '/api/session/provider', { provider: 'other' })).status).toBe(404)
    expect((await t.browser().send('POST', '/api/session', { login: 'citizen', password })).body).toEqual({ next: 'done' })
  })
})
