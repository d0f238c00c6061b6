import { decodeJwt, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claims, scopes } from './lti/words.ts'
import {
  portal,
  real,
  offeringId,
  otherOffering,
  clientId,
  own,
  who,
  send,
  form,
  makeItem,
  fieldsOf,
  begin,
  launch,
  type Answer,
  setUp,
  tearDown,
} from './test-launches.ts'

beforeAll(setUp, 120_000)
afterAll(tearDown)

describe('services are refused', () => {
  const assertion = (over: Record<string, unknown> = {}, key: CryptoKey = own.key): Promise<string> =>
    new SignJWT({
      iss: own.clientId,
      sub: own.clientId,
      aud: `${portal}/api/lti/token`,
      jti: crypto.randomUUID(),
      iat: now(),
      exp: now() + 60,
      ...over,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'own' })
      .sign(key)
  const now = (): number => Math.floor(Date.now() / 1000)
  const token = async (word: string, scope: string = scopes.score): Promise<Answer> => {
    const [body, type] = form({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: word,
      scope,
    })
    return send('POST', '/api/lti/token', null, body, type)
  }
  const bearer = async (scope: string): Promise<Record<string, string>> => ({
    authorization: `Bearer ${(await token(await assertion(), scope)).body.access_token}`,
  })

  test.each([
    ['expired', () => assertion({ exp: now() - 60, iat: now() - 120 })],
    ['for somebody else', () => assertion({ aud: 'https://other.example' })],
    ['of another client', () => assertion({ iss: clientId, sub: clientId })],
    ['about another client', () => assertion({ sub: clientId })],
    ['that lives for a day', () => assertion({ exp: now() + 86_400 })],
    ['without an id', () => assertion({ jti: undefined })],
    ['signed by another key', async () => assertion({}, (await generateKeyPair('RS256')).privateKey)],
    ['that is no JWT', async () => 'x'],
  ])('an assertion %s', async (_name, make) => {
    expect(await token(await make())).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  })

  test('an assertion that was used, and scopes that were not allowed', async () => {
    const word = await assertion()
    expect((await token(word)).status).toBe(200)
    expect((await token(word)).status).toBe(401)
    expect(await token(await assertion(), scopes.roster)).toMatchObject({ status: 400, body: { error: 'invalid_scope' } })
  })

  test('without a token, with another scope, in another course, in another tool’s column', async () => {
    const itemId = await makeItem()
    const ours = await makeItem(own.id)
    await launch(itemId, who.student)
    const line = real.last().platformContext.endpoint?.lineitem ?? ''
    const list = `/api/lti/offerings/${offeringId}/lineitems`
    expect((await send('GET', list)).status).toBe(401)
    expect((await send('GET', list, null, undefined, { authorization: 'Bearer x' })).status).toBe(401)
    expect((await send('GET', list, null, undefined, await bearer(scopes.score))).status).toBe(403)
    const lines = await send('GET', list, null, undefined, await bearer(scopes.linesRead))
    expect(lines.body).toMatchObject([{ resourceLinkId: ours }])
    expect((await send('POST', list, null, { label: 'x', scoreMaximum: 1 }, await bearer(scopes.linesRead))).status).toBe(403)
    expect((await send('POST', list, null, { label: 'x', scoreMaximum: 1, resourceLinkId: itemId }, await bearer(scopes.lines))).status).toBe(422)
    expect((await send('GET', `/api/lti/offerings/${otherOffering}/lineitems`, null, undefined, await bearer(scopes.lines))).status).toBe(403)
    expect((await send('GET', line, null, undefined, await bearer(scopes.lines))).status).toBe(404)
    expect((await send('GET', `/api/lti/offerings/${offeringId}/members`, null, undefined, await bearer(scopes.lines))).status).toBe(403)
    // what the administrator takes back counts at once
    const before = await bearer(scopes.linesRead)
    await send('PATCH', `/api/tools/${own.id}`, who.admin, { mayGrade: false })
    expect((await send('GET', list, null, undefined, before)).status).toBe(403)
    await send('PATCH', `/api/tools/${own.id}`, who.admin, { mayGrade: true })
  })

  test('scores: out of order, incomplete, of who is not in the course; a mark stays while a newer one is made', async () => {
    const itemId = await makeItem()
    await launch(itemId, who.second)
    const { user, platformContext } = real.last()
    const access = await (await real.provider.getPlatform(portal, clientId)).platformAccessToken(scopes.score)
    const report = (over: Record<string, unknown>): Promise<Answer> =>
      send(
        'POST',
        `${platformContext.endpoint?.lineitem}/scores`,
        null,
        JSON.stringify({
          userId: user,
          activityProgress: 'Completed',
          gradingProgress: 'FullyGraded',
          scoreGiven: 5,
          scoreMaximum: 10,
          timestamp: '2026-01-02T10:00:00.500Z',
          ...over,
        }),
        { 'content-type': 'application/vnd.ims.lis.v1.score+json', authorization: `Bearer ${access.access_token}` },
      )
    expect((await report({})).status).toBe(204)
    expect((await report({ scoreGiven: 1 })).status).toBe(204)
    expect((await report({ scoreGiven: 1, timestamp: '2026-01-02T10:00:00.499Z' })).status).toBe(409)
    expect((await report({ scoreGiven: 1, timestamp: '2026-01-02T10:00:00.5000001Z', scoreMaximum: undefined })).status).toBe(422)
    expect((await report({ timestamp: '2999-01-02T10:00:00Z' })).status).toBe(422)
    expect((await report({ userId: 'nobody', timestamp: '2026-01-03T10:00:00Z' })).status).toBe(404)
    expect((await report({ gradingProgress: 'Whatever', timestamp: '2026-01-03T10:00:00Z' })).status).toBe(400)
    const pending = { gradingProgress: 'PendingManual', scoreGiven: undefined, timestamp: '2026-01-03T10:00:00+06:00' }
    expect((await report(pending)).status).toBe(204)
    const shown = await send('GET', `/api/items/${itemId}/tool`, who.second)
    expect(shown.body.score).toMatchObject({ given: 5, maximum: 10, grading: 'PendingManual' })
  })

  test('a choice that was not begun here, or is said by another tool', async () => {
    const itemId = await makeItem(own.id)
    const answer = (over: Record<string, unknown>) =>
      assertion({
        aud: portal,
        nonce: crypto.randomUUID(),
        [claims.message]: 'LtiDeepLinkingResponse',
        [claims.version]: '1.3.0',
        [claims.deployment]: 'x',
        [claims.choiceData]: 'x.y',
        [claims.choiceItems]: [],
        ...over,
      })
    const give = async (word: string): Promise<Answer> => {
      const [body, type] = form({ JWT: word })
      return send('POST', '/api/lti/content', null, body, type)
    }
    expect((await give(await answer({}))).status).toBe(400)
    const { login } = await begin(itemId, who.teacher, 'choose')
    const query = {
      ...Object.fromEntries(new URL(login).searchParams),
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      nonce: 'n',
      redirect_uri: 'https://tool.example/',
    }
    const ours = await send('GET', `/api/lti/authorize?${new URLSearchParams(query)}`, who.teacher)
    const said = decodeJwt(fieldsOf(ours.text).fields['id_token'] ?? '')
    const settings = said[claims.choiceSettings] as { data: string }
    const whole = {
      [claims.deployment]: said[claims.deployment],
      [claims.choiceData]: settings.data,
      [claims.choiceItems]: [
        { type: 'ltiResourceLink', title: 'Чужой', url: 'https://elsewhere.example/' },
        { type: 'html', title: 'Текст', html: '<p onclick="x()">Салам</p><script>x()</script>' },
        { type: 'link', title: 'Китеп', url: 'https://example.org/book' },
        { type: 'link', title: 'Жаман', url: 'javascript:x()' },
        { type: 'file', title: 'Файл', url: 'https://127.0.0.1/secret' },
      ],
    }
    expect((await give(await answer({ ...whole, aud: 'https://other.example' }))).status).toBe(400)
    expect((await give(await answer({ ...whole, [claims.deployment]: 'x' }))).status).toBe(400)
    const taken = await give(await answer(whole))
    expect(taken, taken.text).toMatchObject({ status: 200 })
    const course = await send('GET', `/api/offerings/${offeringId}/course`, who.teacher)
    const behind = course.body.sections.find((one: { items: { id: string }[] }) => one.items.some(({ id }) => id === itemId)).items
    expect(behind.map((one: { kind: string }) => one.kind)).toEqual(['tool', 'page', 'link'])
    const text = await send('GET', `/api/items/${behind[1].id}`, who.teacher)
    expect(text.body.text.html).toContain('Салам')
    expect(text.body.text.html).not.toMatch(/onclick|script/)
  })
})
