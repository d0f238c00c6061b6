import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, session } from '../../../foundation/server/sessions/tables.ts'
import { isInner, mayBeTool } from './lti/fetch-outside.ts'
import { toolKey, toolLaunch } from './tables.ts'
import { given, portal, real, own, who, addresses, send, form, makeItem, begin, launch, setUp, tearDown } from './test-launches.ts'

beforeAll(setUp, 120_000)
afterAll(tearDown)

describe('a launch is refused', () => {
  const ask = (over: Record<string, string>, login: string): string => {
    const { searchParams } = new URL(login)
    const query = {
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: searchParams.get('client_id') ?? '',
      redirect_uri: `${real.origin}/`,
      login_hint: searchParams.get('login_hint') ?? '',
      lti_message_hint: searchParams.get('lti_message_hint') ?? '',
      nonce: crypto.randomUUID(),
      state: 's',
      ...over,
    }
    return `/api/lti/authorize?${new URLSearchParams(query)}`
  }

  test.each([
    ['an address it was not registered with', { redirect_uri: 'https://elsewhere.example/' }],
    ['a longer address than registered', { redirect_uri: 'http://localhost/launch' }],
    ['another client', () => ({ client_id: own.clientId, redirect_uri: 'https://tool.example/' })],
    ['an unknown client', { client_id: 'nobody' }],
    ['a broken hint', { login_hint: 'x.y' }],
    ['another message hint', { lti_message_hint: crypto.randomUUID() }],
    ['a scope without openid', { scope: 'profile' }],
    ['another answer than a form', { response_mode: 'query' }],
    ['a page of signing in', { prompt: 'login' }],
  ] as const)('for %s', async (_name, over) => {
    const { login } = await begin(await makeItem(), who.student)
    const refused = await send('GET', ask(typeof over === 'function' ? over() : over, login), who.student)
    expect(refused.status).toBe(400)
    expect(refused.text).not.toContain('id_token')
    // a refusal does not spend the hint
    expect((await send('GET', ask({}, login), who.student)).status).toBe(200)
  })

  test('for a hint or a nonce that was used', async () => {
    const itemId = await makeItem()
    const nonce = crypto.randomUUID()
    const { login } = await begin(itemId, who.student)
    expect((await send('GET', ask({ nonce }, login), who.student)).status).toBe(200)
    expect((await send('GET', ask({}, login), who.student)).status).toBe(400)
    const again = await begin(itemId, who.student)
    expect((await send('GET', ask({ nonce }, again.login), who.student)).status).toBe(400)
  })

  test('for another person’s session, one that is over, and a launch of another', async () => {
    const itemId = await makeItem()
    const { login } = await begin(itemId, who.student)
    expect((await send('GET', ask({}, login), who.second)).status).toBe(400)
    // no cookie comes into the frame of another site: the session itself is asked
    expect((await send('GET', ask({}, login))).status).toBe(400)
    await openSession(who.student)
    const [body, type] = form(Object.fromEntries(new URL(ask({}, login), portal).searchParams))
    const late = await send('POST', '/api/lti/authorize', null, body, { ...type, origin: real.origin, 'sec-fetch-site': 'cross-site' })
    expect(late, late.text).toMatchObject({ status: 200 })
    const launched = await send('POST', `/api/items/${itemId}/tool-launches`, who.student, { agreed: true })
    expect((await send('GET', launched.body.address, who.second)).status).toBe(404)
    await given.portal.database.write.update(toolLaunch).set({ expiresAt: new Date(0) })
    expect((await send('GET', launched.body.address, who.student)).status).toBe(404)
  })

  test('for a student of another course, and of a hidden item', async () => {
    const itemId = await makeItem()
    expect((await send('POST', `/api/items/${itemId}/tool-launches`, who.stranger, { agreed: true })).status).toBe(403)
    await send('PATCH', `/api/items/${itemId}`, who.teacher, { hidden: true })
    expect((await send('POST', `/api/items/${itemId}/tool-launches`, who.student, { agreed: true })).status).toBe(404)
  })

  async function openSession(personId: string): Promise<void> {
    await given.portal.database.write.insert(account).values({ id: personId, personId, username: personId })
    await given.portal.database.write
      .insert(session)
      .values({ id: personId, userId: personId, token: crypto.randomUUID(), expiresAt: new Date(Date.now() + 60_000) })
  }
})

describe('registration', () => {
  test.each([
    ['an address without a safe line', { loginUrl: 'http://tool.example/login' }, 'loginUrl'],
    ['an inner address', { jwksUrl: 'https://10.0.0.7/keys' }, 'jwksUrl'],
    ['the portal itself', () => ({ redirectUris: [`${portal}/courses`] }), 'redirectUris'],
  ] as const)('refuses %s', async (_name, over, field) => {
    const body = {
      name: 'x',
      keeper: 'x',
      ...addresses('https://tool.example'),
      jwksUrl: 'https://tool.example/keys',
      ...(typeof over === 'function' ? over() : over),
    }
    const refused = await send('POST', '/api/tools', who.admin, body)
    expect(refused).toMatchObject({ status: 422 })
    expect(refused.body.fields[0].path).toBe(field)
  })

  test('refuses a private key, and anybody but the administrator', async () => {
    const pair = await generateKeyPair('RS256', { extractable: true })
    const jwks = JSON.stringify({ keys: [await exportJWK(pair.privateKey)] })
    expect((await send('POST', '/api/tools', who.admin, { name: 'x', keeper: 'x', ...addresses('https://tool.example'), jwks })).status).toBe(422)
    expect((await send('GET', '/api/tools', who.teacher)).status).toBe(403)
    expect((await send('POST', '/api/tools/keys', who.teacher, {})).status).toBe(403)
  })

  test('inner addresses are known in every spelling; a production portal takes no loopback', () => {
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.169.254',
      '192.168.1.1',
      '::1',
      'fd00::1',
      'fe80::1',
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      '0.0.0.0',
    ])
      expect(isInner(address), address).toBe(true)
    for (const address of ['8.8.8.8', '2a00:1450::1']) expect(isInner(address), address).toBe(false)
    expect(mayBeTool({ production: false }, 'http://localhost:3000/')).toBe(true)
    for (const address of [
      'http://localhost:3000/',
      'https://localhost/',
      'http://tool.example/',
      'https://[::1]/',
      'https://u:p@tool.example/',
      'ftp://x.example/',
    ])
      expect(mayBeTool({ production: true }, address), address).toBe(false)
  })

  test('the key is kept encrypted, and a new one leaves the old one readable', async () => {
    const before = await send('GET', '/api/lti/jwks')
    expect((await send('POST', '/api/tools/keys', who.admin, {})).status).toBe(204)
    const after = await send('GET', '/api/lti/jwks')
    expect(after.body.keys).toHaveLength(before.body.keys.length + 1)
    expect(after.body.keys.every((key: Record<string, unknown>) => key['kid'] && !('d' in key))).toBe(true)
    const rows = await given.portal.database.read.select().from(toolKey)
    expect(rows.every((row) => !row.privateKey.includes('"d"'))).toBe(true)
    // ltijs finds the new key by its kid
    const { page } = await launch(await makeItem(), who.student)
    expect(page.status).toBe(200)
  })
})
