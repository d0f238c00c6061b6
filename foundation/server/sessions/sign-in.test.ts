import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password, signInPortal, type SignInPortal } from '../../../testing/sign-in-portal.ts'
import { statement } from '../trace/tables.ts'
import { account, demonstrationAccount, identity, session } from './tables.ts'

let t: SignInPortal

beforeAll(async () => {
  t = await signInPortal()
})
afterAll(() => t.close())

const verbs = async () =>
  await t.portal.database.read.select({ verb: statement.verb, actor: statement.actor, about: statement.about }).from(statement).orderBy(statement.at)

describe('sign-in', () => {
  it('keeps argon2id hashes with the parameters of OWASP', async () => {
    const made = await t.give('student', { login: 'Hash.Owner' })
    const [kept] = await t.portal.database.read.select().from(identity).where(eq(identity.userId, made.id))
    expect(made.login).toBe('hash.owner')
    expect(kept?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('takes the login in any case, or the e-mail, and tells who is signed in', async () => {
    const made = await t.give('student', { login: 'aibek', email: 'Aibek@example.kg' })
    for (const login of ['AIBEK', ' aibek@example.kg ']) {
      const browser = t.browser()
      expect((await browser.send('GET', '/api/me')).status).toBe(204)
      const reply = await browser.send('POST', '/api/session', { login, password })
      expect(reply.body).toEqual({ next: 'done' })
      const me = await browser.send('GET', '/api/me')
      expect(me.body.account).toMatchObject({ id: made.id, login: 'aibek', secondFactor: false })
      expect(me.body.roles).toEqual([{ role: 'student', unitId: null, groupId: null, scopeName: null }])
      expect(me.body.needsSecondFactor).toBe(false)
    }
    expect((await verbs()).filter((one) => one.verb === 'signed-in' && one.actor === made.personId)).toHaveLength(2)
  })

  it('sets the session cookie so that scripts and other sites cannot have it, and Secure on https', async () => {
    await t.give('student', { login: 'cookies' })
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'cookies', password })
    const line = browser.lastCookies.find((one) => one.startsWith('portal.session_token=')) ?? ''
    expect(line).toMatch(/HttpOnly/i)
    expect(line).toMatch(/SameSite=Lax/i)
    expect(line).not.toMatch(/Secure/i)
    const secure = await signInPortal({ publicUrl: 'https://portal.example.kg' })
    await secure.give('student', { login: 'cookies' })
    const other = secure.browser()
    await other.send('POST', '/api/session', { login: 'cookies', password })
    expect(other.lastCookies.length).toBeGreaterThan(0)
    for (const one of other.lastCookies) expect(one).toMatch(/Secure/i)
    await secure.close()
  })

  it('gives a new token at every sign-in and ends the one the browser had', async () => {
    const made = await t.give('student', { login: 'rotation' })
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'rotation', password })
    const first = browser.cookies.get('portal.session_token')
    await browser.send('POST', '/api/session', { login: 'rotation', password })
    const sessions = await t.portal.database.read.select().from(session).where(eq(session.userId, made.id))
    expect(browser.cookies.get('portal.session_token')).not.toBe(first)
    // The earlier cookie was sent along with the second sign-in, so its session is over.
    expect(sessions).toHaveLength(1)
    const thief = t.browser()
    thief.cookies.set('portal.session_token', first ?? '')
    expect((await thief.send('GET', '/api/sessions')).status).toBe(401)
  })

  it('refuses a forged session cookie', async () => {
    const [any] = await t.portal.database.read.select().from(session).limit(1)
    const browser = t.browser()
    browser.cookies.set('portal.session_token', encodeURIComponent(`${any?.token}.${Buffer.from('x'.repeat(32)).toString('base64')}`))
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
  })

  it('answers a wrong password, an unknown login, a disabled and a demonstration account alike, with the same work', async () => {
    await t.give('student', { login: 'present' })
    const off = await t.give('student', { login: 'switched-off' })
    await t.portal.database.write.update(account).set({ disabledAt: new Date() }).where(eq(account.id, off.id))
    await t.give('student', { login: 'demo-one', demonstration: true })
    await t.give('student', { login: 'no-password', password: undefined as unknown as string })
    const tries = [
      { login: 'present', password: 'wrong password here' },
      { login: 'nobody-at-all', password },
      { login: 'switched-off', password },
      { login: 'demo-one', password },
      { login: 'no-password', password },
    ]
    const before = (await verbs()).filter((one) => one.verb === 'sign-in.failed').length
    const answers = []
    // The quickest of three: a busy machine makes an answer later, never sooner.
    const quickest = tries.map(() => Number.POSITIVE_INFINITY)
    for (const round of [1, 2, 3]) {
      for (const [at, one] of tries.entries()) {
        const browser = t.browser(`10.1.${round}.1`)
        const started = performance.now()
        const reply = await browser.send('POST', '/api/session', one)
        quickest[at] = Math.min(quickest[at] ?? 0, performance.now() - started)
        const { instance: _instance, ...body } = reply.body
        answers.push({ status: reply.status, body, cookies: browser.lastCookies })
      }
    }
    expect(answers[0]?.status).toBe(401)
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const failed = (await verbs()).filter((one) => one.verb === 'sign-in.failed')
    expect(failed.length - before).toBe(tries.length * 3)
    expect(failed.every((one) => one.actor === null)).toBe(true)
    // Roughly: an answer without the hash would come many times sooner.
    expect(Math.min(...quickest) * 4).toBeGreaterThan(Math.max(...quickest))
  })

  it('lets demonstration accounts in only where the demonstration is', async () => {
    await t.give('student', { login: 'demo-two', demonstration: true })
    expect((await t.browser().send('GET', '/api/demonstration/accounts')).status).toBe(404)
    t.portal.demonstration = true
    const browser = t.browser()
    expect((await browser.send('POST', '/api/session', { login: 'demo-two', password })).body).toEqual({ next: 'done' })
    expect((await browser.send('GET', '/api/demonstration/accounts')).status).toBe(200)
    t.portal.demonstration = false
    await new Promise((resolve) => setTimeout(resolve, 10))
    const { sessionsOf } = await import('./state.ts')
    sessionsOf(t.portal).known.clear()
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
    expect(await t.portal.database.read.select().from(demonstrationAccount)).toEqual([])
  })

  it('has no door for signing up, and none of better-auth’s own addresses', async () => {
    for (const path of [
      '/api/auth/sign-up/email',
      '/api/auth/sign-in/email',
      '/api/auth/sign-in/username',
      '/api/auth/two-factor/enable',
      '/api/auth/get-session',
      '/api/auth/passkey/list-user-passkeys',
    ]) {
      for (const method of ['GET', 'POST']) expect((await t.browser().send(method, path, method === 'POST' ? {} : undefined)).status).toBe(404)
    }
  })

  it('refuses a sign-in sent by another site', async () => {
    const reply = await t
      .browser()
      .send('POST', '/api/session', { login: 'present', password }, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
    expect(reply.status).toBe(403)
  })

  it('writes nothing of better-auth’s outside of a traced change', async () => {
    const { sessionsOf } = await import('./state.ts')
    const made = await t.give('student', { login: 'untraced' })
    const { internalAdapter } = await sessionsOf(t.portal).auth.$context
    await expect(internalAdapter.createSession(made.id)).rejects.toThrow()
    expect(
      await t.portal.database.read
        .select({ n: sql`1` })
        .from(session)
        .where(eq(session.userId, made.id)),
    ).toEqual([])
  })
})

describe('sessions', () => {
  it('lists devices with a shortened address, and ends one or all others', async () => {
    await t.give('student', { login: 'devices' })
    const [phone, laptop, library] = [t.browser('192.168.7.33'), t.browser('2001:db8:1:2::5'), t.browser('10.9.8.7')]
    for (const one of [phone, laptop, library]) await one.send('POST', '/api/session', { login: 'devices', password })
    const list = (await phone.send('GET', '/api/sessions')).body as { id: string; address: string; current: boolean }[]
    expect(list.map((one) => one.address).sort()).toEqual(['10.9.8.0', '192.168.7.0', '2001:db8:1::'])
    const other = list.find((one) => one.address === '10.9.8.0')
    expect((await phone.send('DELETE', `/api/sessions/${other?.id}`)).status).toBe(204)
    expect((await library.send('GET', '/api/sessions')).status).toBe(401)
    expect((await phone.send('DELETE', '/api/sessions')).body).toEqual({ ended: 1 })
    expect((await laptop.send('GET', '/api/sessions')).status).toBe(401)
    expect((await phone.send('DELETE', '/api/session')).status).toBe(204)
    expect((await phone.send('GET', '/api/me')).status).toBe(204)
  })

  it('does not let one end another’s session', async () => {
    await t.give('student', { login: 'one' })
    await t.give('student', { login: 'two' })
    const [one, two] = [t.browser(), t.browser()]
    await one.send('POST', '/api/session', { login: 'one', password })
    await two.send('POST', '/api/session', { login: 'two', password })
    const [mine] = (await one.send('GET', '/api/sessions')).body
    expect((await two.send('DELETE', `/api/sessions/${mine.id}`)).status).toBe(404)
    expect((await one.send('GET', '/api/sessions')).status).toBe(200)
  })

  it('keeps settings of the interface', async () => {
    await t.give('student', { login: 'settings' })
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'settings', password })
    expect((await browser.send('PUT', '/api/me/settings', { locale: 'ru', theme: 'dark', dataSaver: true })).status).toBe(204)
    expect((await browser.send('GET', '/api/me')).body.account).toMatchObject({ locale: 'ru', theme: 'dark', dataSaver: true })
  })
})
