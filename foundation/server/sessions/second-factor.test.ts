import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { eq } from 'drizzle-orm'
import { password, signInPortal, type Browser, type SignInPortal } from '../../../testing/sign-in-portal.ts'
import { change } from '../database/change.ts'
import { statement } from '../trace/tables.ts'
import { createDemonstrationAccounts } from './demonstration-accounts.ts'
import { makePerson } from '../../../testing/factories.ts'
import { twoFactor } from './tables.ts'
import { codeOfStep, stepAt } from './totp-step.ts'

let t: SignInPortal

beforeAll(async () => {
  t = await signInPortal()
})
afterAll(() => t.close())

/** From base32 of the set-up answer back to the secret's text. */
function secretOf(base32: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...base32].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []).toString()
}

async function setUp(browser: Browser): Promise<{ secret: string; backupCodes: string[]; step: number }> {
  const begun = await browser.send('POST', '/api/account/totp', { password })
  expect(begun.status).toBe(200)
  expect(begun.body.picture).toMatch(/^<svg/)
  const secret = secretOf(begun.body.secret)
  const step = stepAt()
  const confirmed = await browser.send('POST', '/api/account/totp/confirm', { code: codeOfStep(secret, step) })
  expect(confirmed.status).toBe(200)
  return { secret, backupCodes: confirmed.body.backupCodes, step }
}

async function signedIn(login: string, role?: Parameters<SignInPortal['give']>[0]): Promise<Browser> {
  await t.give(role, { login })
  const browser = t.browser()
  await browser.send('POST', '/api/session', { login, password })
  return browser
}

describe('second factor (R5.2c)', () => {
  it('opens nothing to a role that must have one, until it is set up', async () => {
    const browser = await signedIn('keeper', 'registrar')
    const me = await browser.send('GET', '/api/me')
    expect(me.body.needsSecondFactor).toBe(true)
    const refused = await browser.send('GET', '/api/accounts/0197a7c4-0000-7000-8000-000000000000')
    expect(refused.status).toBe(403)
    expect(refused.body).toMatchObject({ type: 'urn:univer-plus:problem:foundation.second-factor-needed', clause: 'R5.2c' })
    const before = browser.cookies.get('portal.session_token')
    const { backupCodes } = await setUp(browser)
    expect(browser.cookies.get('portal.session_token')).not.toBe(before)
    expect(backupCodes).toHaveLength(10)
    expect((await browser.send('GET', '/api/me')).body.needsSecondFactor).toBe(false)
    expect((await browser.send('GET', '/api/accounts/0197a7c4-0000-7000-8000-000000000000')).status).toBe(404)
    expect((await browser.send('GET', '/api/account/security')).body).toMatchObject({ mandatory: true, totp: true, backupCodesLeft: 10 })
  })

  it('is asked for at sign-in; a used code, and any older one, is refused', async () => {
    const { secret, step: confirmed } = await setUp(await signedIn('replay', 'teacher'))
    const step = confirmed + 1
    const open = async () => {
      const browser = t.browser()
      const reply = await browser.send('POST', '/api/session', { login: 'replay', password })
      expect(reply.body).toEqual({ next: 'second-factor', methods: ['code'] })
      expect(browser.cookies.has('portal.session_token')).toBe(false)
      expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
      return browser
    }
    const first = await open()
    // The code that confirmed the set-up is spent as well.
    expect((await first.send('POST', '/api/session/second-factor', { code: codeOfStep(secret, step - 1) })).status).toBe(422)
    expect((await first.send('POST', '/api/session/second-factor', { code: codeOfStep(secret, step) })).status).toBe(200)
    expect((await first.send('GET', '/api/sessions')).status).toBe(200)
    const replay = await open()
    expect((await replay.send('POST', '/api/session/second-factor', { code: codeOfStep(secret, step) })).status).toBe(422)
    // Half a minute later the former code is still in the window of clocks, and still refused.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30_000 })
    try {
      const later = await open()
      for (const used of [confirmed, step])
        expect((await later.send('POST', '/api/session/second-factor', { code: codeOfStep(secret, used) })).status).toBe(422)
      expect((await later.send('POST', '/api/session/second-factor', { code: codeOfStep(secret, step + 1) })).status).toBe(200)
    } finally {
      vi.useRealTimers()
    }
  })

  it('lets only one of two simultaneous uses of a code through', async () => {
    const { secret, step } = await setUp(await signedIn('race'))
    const browsers = await Promise.all(
      [t.browser('10.0.0.2'), t.browser('10.0.0.3')].map(async (browser) => {
        await browser.send('POST', '/api/session', { login: 'race', password })
        return browser
      }),
    )
    const code = codeOfStep(secret, step + 1)
    const statuses = (await Promise.all(browsers.map((browser) => browser.send('POST', '/api/session/second-factor', { code })))).map(
      (reply) => reply.status,
    )
    expect(statuses.sort()).toEqual([200, 422])
  })

  it('takes each backup code once', async () => {
    const { backupCodes } = await setUp(await signedIn('backup'))
    const use = async () => {
      const browser = t.browser()
      await browser.send('POST', '/api/session', { login: 'backup', password })
      return (await browser.send('POST', '/api/session/second-factor', { backupCode: backupCodes[3] })).status
    }
    expect([await use(), await use()]).toEqual([200, 422])
  })

  it('ends the challenge after five wrong codes', async () => {
    const { secret, step } = await setUp(await signedIn('guesser'))
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'guesser', password })
    for (let count = 0; count < 5; count++) expect((await browser.send('POST', '/api/session/second-factor', { code: '000000' })).status).toBe(422)
    const reply = await browser.send('POST', '/api/session/second-factor', { code: codeOfStep(secret, step + 1) })
    expect(reply.status).toBe(401)
  })

  it('needs the first step: a code alone, or another session, opens nothing', async () => {
    const { secret, step } = await setUp(await signedIn('alone'))
    expect((await t.browser().send('POST', '/api/session/second-factor', { code: codeOfStep(secret, step + 1) })).status).toBe(401)
  })

  it('asks for the password again before it is removed, and for new backup codes', async () => {
    const browser = await signedIn('remover', 'teacher')
    await setUp(browser)
    expect((await browser.send('POST', '/api/account/totp/remove', { password: 'not the password' })).status).toBe(422)
    const renewed = await browser.send('POST', '/api/account/backup-codes', { password })
    expect(renewed.body.backupCodes).toHaveLength(10)
    expect((await browser.send('POST', '/api/account/totp', { password })).status).toBe(409)
    expect((await browser.send('POST', '/api/account/totp/remove', { password })).status).toBe(204)
    expect((await browser.send('GET', '/api/me')).body.needsSecondFactor).toBe(true)
    expect((await browser.send('POST', '/api/account/backup-codes', { password })).status).toBe(409)
  })

  it('traces what was done, and keeps the secret encrypted', async () => {
    const made = await t.give('student', { login: 'traced' })
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'traced', password })
    const { secret } = await setUp(browser)
    const rows = await t.portal.database.read
      .select({ verb: statement.verb })
      .from(statement)
      .where(eq(statement.actor, made.personId))
      .orderBy(statement.at)
    expect(rows.map((row) => row.verb)).toEqual(['signed-in', 'second-factor.begun', 'second-factor.set'])
    const [kept] = await t.portal.database.read.select().from(twoFactor).where(eq(twoFactor.userId, made.id))
    expect(kept?.secret).not.toContain(secret)
  })

  it('shows the demonstration’s codes, and signs in with them one after another', async () => {
    const personId = await makePerson(t.portal, 'teacher')
    const ctx = await t.ctx()
    await change(ctx, (tx) =>
      createDemonstrationAccounts(ctx, tx, [{ personId, login: 'demo-teacher', password: 'көк түстүү китеп', role: 'teacher', secondFactor: true }]),
    )
    t.portal.demonstration = true
    for (let round = 0; round < 2; round++) {
      const browser = t.browser()
      const [listed] = (await browser.send('GET', '/api/demonstration/accounts')).body
      expect(listed).toMatchObject({ login: 'demo-teacher', role: 'teacher' })
      expect((await browser.send('POST', '/api/session', { login: listed.login, password: listed.password })).body).toEqual({
        next: 'second-factor',
        methods: ['code'],
      })
      expect((await browser.send('POST', '/api/session/second-factor', { code: listed.code })).status).toBe(200)
    }
    t.portal.demonstration = false
  })
})
