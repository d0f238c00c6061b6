import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password, signInPortal, type SignInPortal } from '../../../testing/sign-in-portal.ts'
import { makePerson } from '../../../testing/factories.ts'
import { mailMessage } from '../mail/tables.ts'
import { statement } from '../trace/tables.ts'
import { passwordToken, twoFactor } from './tables.ts'

let t: SignInPortal
const another = 'үч көк бөдөнө учту'

beforeAll(async () => {
  t = await signInPortal()
})
afterAll(() => t.close())

async function tokenFor(email: string): Promise<string> {
  await t.drain()
  const mails = await t.portal.database.read.select().from(mailMessage).where(eq(mailMessage.recipient, email)).orderBy(mailMessage.id)
  return /new-password#([\w-]+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? ''
}

describe('recovery by mail', () => {
  it('sends a link that works once, ends every session and leaves the old password worthless', async () => {
    await t.give('student', { login: 'forgot', email: 'forgot@example.kg' })
    const elsewhere = t.browser()
    await elsewhere.send('POST', '/api/session', { login: 'forgot', password })
    const browser = t.browser()
    expect((await browser.send('POST', '/api/recovery', { login: 'Forgot@Example.kg' })).status).toBe(204)
    const token = await tokenFor('forgot@example.kg')
    expect((await browser.send('POST', '/api/recovery/finish', { token, password: 'password1234' })).status).toBe(422)
    const done = await browser.send('POST', '/api/recovery/finish', { token, password: another })
    expect(done.body).toEqual({ login: 'forgot' })
    expect((await browser.send('POST', '/api/recovery/finish', { token, password: 'дагы бир башка сөз' })).status).toBe(410)
    expect((await elsewhere.send('GET', '/api/sessions')).status).toBe(401)
    expect((await browser.send('POST', '/api/session', { login: 'forgot', password })).status).toBe(401)
    expect((await browser.send('POST', '/api/session', { login: 'forgot', password: another })).status).toBe(200)
  })

  it('answers the same, and does the same work, for accounts that are not there', async () => {
    await t.give('student', { login: 'is-there', email: 'there@example.kg' })
    const answers = []
    for (const login of ['is-there', 'nobody-here', 'nobody@example.kg']) {
      const reply = await t.browser().send('POST', '/api/recovery', { login })
      answers.push({ status: reply.status, body: reply.body })
    }
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const asked = await t.portal.database.read.select().from(statement).where(eq(statement.verb, 'recovery.asked'))
    expect(asked.slice(-3).every((row) => row.actor === null && row.about === null && row.objectType === 'recovery')).toBe(true)
    await t.drain()
    const mails = await t.portal.database.read.select().from(mailMessage)
    expect(mails.filter((mail) => mail.recipient === 'nobody@example.kg')).toEqual([])
  })

  it('does not take a token that is too old, and keeps no token in the open', async () => {
    const made = await t.give('student', { login: 'late', email: 'late@example.kg' })
    await t.browser().send('POST', '/api/recovery', { login: 'late' })
    const token = await tokenFor('late@example.kg')
    const [kept] = await t.portal.database.read.select().from(passwordToken).where(eq(passwordToken.userId, made.id))
    expect(kept?.hash).not.toContain(token)
    expect((kept?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(30 * 60_000)
    await t.portal.database.write
      .update(passwordToken)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(passwordToken.userId, made.id))
    expect((await t.browser().send('POST', '/api/recovery/finish', { token, password: another })).status).toBe(410)
  })

  it('slows down who asks again and again', async () => {
    const statuses = []
    for (let count = 0; count < 8; count++) statuses.push((await t.browser('10.3.3.3').send('POST', '/api/recovery', { login: 'whoever' })).status)
    expect(statuses.slice(0, 5)).toEqual([204, 204, 204, 204, 204])
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('the registrar', () => {
  const asRegistrar = async () => ({ as: await makePerson(t.portal, 'registrar') })

  it('makes accounts whose temporary password only leads to a new one', async () => {
    const personId = await makePerson(t.portal, 'student')
    const made = await t.request('POST', '/api/accounts', {
      ...(await asRegistrar()),
      body: { personId, login: 'Freshman', email: 'fresh@example.kg' },
    })
    expect(made.status).toBe(200)
    expect(made.body).toMatchObject({ login: 'freshman', temporaryPassword: expect.stringMatching(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/) as string })
    const browser = t.browser()
    const reply = await browser.send('POST', '/api/session', { login: 'freshman', password: made.body.temporaryPassword })
    expect(reply.body).toEqual({ next: 'set-password' })
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
    expect((await browser.send('POST', '/api/recovery/finish', { password: made.body.temporaryPassword })).status).toBe(422)
    expect((await browser.send('POST', '/api/recovery/finish', { password: another })).status).toBe(200)
    expect((await browser.send('POST', '/api/session', { login: 'freshman', password: made.body.temporaryPassword })).status).toBe(401)
    expect((await browser.send('POST', '/api/session', { login: 'freshman', password: another })).body).toEqual({ next: 'done' })
    const twice = await t.request('POST', '/api/accounts', { ...(await asRegistrar()), body: { personId, login: 'freshman2' } })
    expect(twice.status).toBe(409)
  })

  it('resets an account: a code to print, sessions end, the act is traced', async () => {
    const made = await t.give('student', { login: 'lost' })
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'lost', password })
    const registrar = await asRegistrar()
    const reset = await t.request('POST', `/api/accounts/${made.personId}/reset`, { ...registrar, body: {} })
    expect(reset.status).toBe(200)
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
    expect((await browser.send('POST', '/api/session', { login: 'lost', password: reset.body.temporaryPassword })).body).toEqual({
      next: 'set-password',
    })
    const [row] = await t.portal.database.read.select().from(statement).where(eq(statement.verb, 'account.reset'))
    expect(row).toMatchObject({ actor: registrar.as, about: made.personId })
  })

  it('disables an account: its sessions end and it signs in no more', async () => {
    const made = await t.give('student', { login: 'leaver' })
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'leaver', password })
    const registrar = await asRegistrar()
    expect((await t.request('PUT', `/api/accounts/${made.personId}/enabled`, { ...registrar, body: { enabled: false } })).status).toBe(204)
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
    expect((await browser.send('POST', '/api/session', { login: 'leaver', password })).status).toBe(401)
    await t.request('PUT', `/api/accounts/${made.personId}/enabled`, { ...registrar, body: { enabled: true } })
    expect((await browser.send('POST', '/api/session', { login: 'leaver', password })).status).toBe(200)
  })

  it('sees an account, and the person sees who looked (R3.3a)', async () => {
    const made = await t.give('student', { login: 'looked-at', email: 'looked@example.kg' })
    const registrar = await asRegistrar()
    const reply = await t.request('GET', `/api/accounts/${made.personId}`, registrar)
    expect(reply.body).toMatchObject({ login: 'looked-at', email: 'looked@example.kg', disabled: false, hasPassword: true, lastSeenAt: null })
    const rows = await t.portal.database.read.select().from(statement).where(eq(statement.about, made.personId))
    expect(rows.filter((row) => row.verb === 'person.looked-at').map((row) => row.actor)).toEqual([registrar.as])
  })

  it('touches neither another keeper nor themselves, nor a mandatory second factor; an administrator may', async () => {
    const other = await t.give('registrar', { login: 'other-registrar' })
    const teacher = await t.give('teacher', { login: 'the-teacher' })
    const registrar = await t.give('registrar', { login: 'this-registrar' })
    const administrator = await makePerson(t.portal, 'administrator')
    const reset = async (as: string, personId: string, body: object = {}) =>
      (await t.request('POST', `/api/accounts/${personId}/reset`, { as, body })).status
    expect(await reset(registrar.personId, other.personId)).toBe(403)
    expect(await reset(registrar.personId, registrar.personId)).toBe(403)
    expect(await reset(registrar.personId, teacher.personId, { secondFactor: true })).toBe(403)
    expect(await reset(registrar.personId, teacher.personId)).toBe(200)
    await t.portal.database.write.insert(twoFactor).values({ userId: teacher.id, secret: 'x', backupCodes: 'x', verified: true })
    expect(await reset(administrator, teacher.personId, { secondFactor: true })).toBe(200)
    expect(await t.portal.database.read.select().from(twoFactor).where(eq(twoFactor.userId, teacher.id))).toEqual([])
    expect(await reset(administrator, other.personId)).toBe(200)
  })

  it('is the only one: students, teachers and nobody are refused', async () => {
    const target = await t.give('student', { login: 'target' })
    for (const role of ['student', 'teacher', 'auditor', 'rectorate', 'support_agent'] as const) {
      const as = await makePerson(t.portal, role)
      for (const [method, path, body] of [
        ['POST', '/api/accounts', { personId: target.personId, login: 'another' }],
        ['GET', `/api/accounts/${target.personId}`, undefined],
        ['POST', `/api/accounts/${target.personId}/reset`, {}],
        ['PUT', `/api/accounts/${target.personId}/enabled`, { enabled: false }],
      ] as const) {
        expect((await t.request(method, path, { as, body })).status).toBe(403)
        expect((await t.request(method, path, { body })).status).toBe(401)
      }
    }
  })
})

describe('the own password', () => {
  it('is changed with the old one, ends other sessions, and must be a good one', async () => {
    await t.give('student', { login: 'changer' })
    const [here, there] = [t.browser(), t.browser()]
    for (const one of [here, there]) await one.send('POST', '/api/session', { login: 'changer', password })
    expect((await here.send('POST', '/api/password', { current: 'wrong', password: another })).status).toBe(422)
    const weak = await here.send('POST', '/api/password', { current: password, password: 'qwertyuiop12' })
    expect(weak.body).toMatchObject({
      status: 422,
      clause: 'R5.2c',
      fields: [{ path: 'password', message: expect.stringContaining('guessed first') as string }],
    })
    expect((await here.send('POST', '/api/password', { current: password, password: another })).status).toBe(204)
    expect((await here.send('GET', '/api/sessions')).status).toBe(200)
    expect((await there.send('GET', '/api/sessions')).status).toBe(401)
  })

  it('slows down guessing at sign-in, and tells how long to wait', async () => {
    await t.give('student', { login: 'guessed' })
    const browser = t.browser('10.66.0.1')
    let reply = await browser.send('POST', '/api/session', { login: 'guessed', password: 'wrong' })
    for (let count = 0; count < 6; count++) reply = await browser.send('POST', '/api/session', { login: 'guessed', password: 'wrong' })
    expect(reply.status).toBe(429)
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
    expect(reply.body.detail).toMatch(/Wait \d seconds/)
    // The owner, elsewhere, is not kept waiting.
    expect((await t.browser('10.66.0.2').send('POST', '/api/session', { login: 'guessed', password })).status).toBe(200)
  })
})
