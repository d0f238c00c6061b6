import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePerson } from '../../../testing/factories.ts'
import { password, signInPortal, type SignInPortal } from '../../../testing/sign-in-portal.ts'
import { mailMessage } from '../mail/tables.ts'
import { statement } from '../trace/tables.ts'
import { account } from './tables.ts'

let t: SignInPortal

beforeAll(async () => {
  t = await signInPortal()
})
afterAll(() => t.close())

const mailsTo = async (recipient: string) => {
  await t.drain()
  return t.portal.database.read.select().from(mailMessage).where(eq(mailMessage.recipient, recipient)).orderBy(mailMessage.id)
}
const tokenFor = async (email: string) => /new-email#([\w-]+)/.exec((await mailsTo(email)).at(-1)?.text ?? '')?.[1] ?? ''
const emailOf = async (id: string) => (await t.portal.database.read.select().from(account).where(eq(account.id, id)))[0]?.email

describe('the own e-mail', () => {
  it('changes by the password and a link that works once; both addresses are told, and one may sign in with the new one', async () => {
    const made = await t.give('student', { login: 'moves', email: 'old@example.kg' })
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'moves', password })
    expect((await browser.send('POST', '/api/account/email', { email: 'new@example.kg', password: 'wrong password' })).status).toBe(422)
    expect((await browser.send('POST', '/api/account/email', { email: 'new@example.kg', password })).status).toBe(204)
    const token = await tokenFor('new@example.kg')
    expect(await emailOf(made.id)).toBe('old@example.kg')
    // A link opens anywhere: on another device nobody is signed in.
    const confirmed = await t.browser().send('POST', '/api/account/email/confirm', { token })
    expect(confirmed.body).toEqual({ email: 'new@example.kg' })
    expect((await t.browser().send('POST', '/api/account/email/confirm', { token })).status).toBe(410)
    expect((await mailsTo('old@example.kg')).at(-1)?.text).toContain('moves')
    expect((await mailsTo('new@example.kg')).length).toBe(2)
    expect((await t.browser().send('POST', '/api/session', { login: 'new@example.kg', password })).status).toBe(200)
    const traced = await t.portal.database.read.select().from(statement).where(eq(statement.verb, 'email.changed'))
    expect(traced.at(-1)?.actor).toBe(made.personId)
  })

  it('answers the same for an address of another account, which is told and keeps it', async () => {
    const owner = await t.give('student', { login: 'owner', email: 'Owned@example.kg' })
    await t.give('student', { login: 'wants', email: null })
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'wants', password })
    const free = await browser.send('POST', '/api/account/email', { email: 'free@example.kg', password })
    const taken = await browser.send('POST', '/api/account/email', { email: 'owned@example.kg', password })
    expect([taken.status, taken.body]).toEqual([free.status, free.body])
    expect(await tokenFor('free@example.kg')).not.toBe('')
    const [told] = await mailsTo('owned@example.kg')
    expect(told?.text).not.toContain('wants')
    expect(told?.text).not.toContain('new-email#')
    expect(await emailOf(owner.id)).toBe('Owned@example.kg')
  })

  it('does not go to an address that was taken before the click', async () => {
    await t.give('student', { login: 'slow', email: null })
    const browser = t.browser()
    await browser.send('POST', '/api/session', { login: 'slow', password })
    await browser.send('POST', '/api/account/email', { email: 'wanted@example.kg', password })
    const token = await tokenFor('wanted@example.kg')
    await t.give('student', { login: 'quick', email: 'wanted@example.kg' })
    expect((await browser.send('POST', '/api/account/email/confirm', { token })).status).toBe(410)
  })
})

describe('the registrar', () => {
  it('changes it with letters to both addresses and a trace, ends links to the old one, and is told of a taken one', async () => {
    const as = await makePerson(t.portal, 'registrar')
    const made = await t.give('student', { login: 'served', email: 'before@example.kg' })
    await t.give('student', { login: 'neighbour', email: 'neighbour@example.kg' })
    await t.browser().send('POST', '/api/recovery', { login: 'served' })
    const stale = /new-password#([\w-]+)/.exec((await mailsTo('before@example.kg')).at(-1)?.text ?? '')?.[1] ?? ''
    const put = (email: string | null, by = as) => t.request('PUT', `/api/accounts/${made.personId}/email`, { as: by, body: { email } })
    const taken = await put('NEIGHBOUR@example.kg')
    expect(taken.status).toBe(409)
    expect(taken.body['fields']).toMatchObject([{ path: 'email' }])
    expect((await put('after@example.kg')).status).toBe(204)
    expect(await emailOf(made.id)).toBe('after@example.kg')
    expect((await mailsTo('before@example.kg')).length).toBe(2)
    expect((await mailsTo('after@example.kg')).length).toBe(1)
    expect((await t.browser().send('POST', '/api/recovery/finish', { token: stale, password: 'үч көк бөдөнө учту' })).status).toBe(410)
    const traced = await t.portal.database.read.select().from(statement).where(eq(statement.verb, 'email.changed'))
    expect(traced.at(-1)).toMatchObject({ actor: as, about: made.personId })
    expect((await put(null)).status).toBe(204)
    expect((await put('x@example.kg', await makePerson(t.portal, 'methodist'))).status).toBe(403)
  })

  it('cannot change that of who keeps accounts', async () => {
    const as = await makePerson(t.portal, 'registrar')
    const keeper = await t.give('administrator', { login: 'keeps', email: null })
    expect((await t.request('PUT', `/api/accounts/${keeper.personId}/email`, { as, body: { email: 'k@example.kg' } })).status).toBe(403)
  })
})
