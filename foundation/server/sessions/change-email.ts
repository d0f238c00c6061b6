import { eq } from 'drizzle-orm'
import { isLocale, type Locale } from '../../i18n/localized.ts'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import type { Tx } from '../database/database.ts'
import { problem } from '../http/problem.ts'
import { text } from '../i18n/texts.ts'
import { defineJob } from '../jobs/jobs.ts'
import { layLetter } from '../mail/layout.ts'
import { record } from '../trace/record.ts'
import { addressOf, isUsable } from './auth.ts'
import { confirmPassword } from './confirm-password.ts'
import { explainTaken } from './create-account.ts'
import { dropEmailTokens, issueEmailToken, useEmailToken } from './email-token.ts'
import { findAccount, findByEmail, type FoundAccount } from './find-account.ts'
import { manageable } from './manage-account.ts'
import { slowDown } from './slow-down.ts'
import { sessionsOf } from './state.ts'
import { account, passwordToken } from './tables.ts'
import type { Visit } from './visit.ts'

const minutes = 60

/**
 * Asks for another e-mail of the own account: after the password, a link goes to the new address, and only a click on it
 * changes anything. Whether somebody has that address is looked up in the job, so neither answer nor time tells it.
 * better-auth's own change-email is not used: it knows no account without an e-mail, and most students begin without one.
 * @throws foundation.sessions.wrong-password (422), foundation.sessions.wait (429)
 */
export async function requestNewEmail(ctx: Ctx, visit: Visit, given: { email: string; password?: string | undefined }): Promise<void> {
  const found = await confirmPassword(ctx, visit, given.password)
  slowDown(await sessionsOf(ctx.portal).throttle.begin({ kind: 'new-email', login: found.id, address: visit.address }))
  await change(ctx, async (tx) => {
    await ctx.portal.jobs.enqueue(tx, sendEmailLink, { accountId: found.id, email: given.email.trim(), locale: ctx.locale })
    await record(ctx, tx, { verb: 'email.asked', object: { type: 'account', id: found.id } })
  })
}

/** Writes to the new address: a link, or, when it belongs to another account, that somebody tried. */
export const sendEmailLink = defineJob<{ accountId: string; email: string; locale: Locale }>({
  name: 'sessions.send-email-link',
  retryLimit: 3,
  run: async (ctx, { accountId, email, locale }) => {
    const found = await findAccount(ctx.db, accountId)
    if (!found || !isUsable(ctx.portal, found)) return
    const owner = await findByEmail(ctx.db, email)
    if (owner?.id === found.id) return
    await change(ctx, async (tx) => {
      const token = owner ? null : await issueEmailToken(tx, found.id, email, minutes)
      const letter = token ? 'link' : 'taken'
      const button = token ? { url: `${addressOf(ctx.portal)}/new-email#${token}` } : undefined
      await send(ctx, tx, { to: email, letter, locale, params: { login: found.login, count: minutes }, ...(button ? { button } : {}) })
      await record(ctx, tx, { verb: 'email.link-sent', actor: null, object: { type: 'account', id: found.id }, about: found.personId })
    })
  },
})

/**
 * Changes the e-mail with the token of the link, wherever it is opened. Both addresses get a letter; links for a new
 * password that went to the old one end.
 * @throws foundation.sessions.token-spent (410), also when somebody took the address in the meantime
 */
export async function confirmNewEmail(ctx: Ctx, token: string): Promise<{ email: string }> {
  return change(ctx, async (tx) => {
    const proved = await useEmailToken(tx, token)
    const found = proved ? await findAccount(tx, proved.accountId) : null
    if (!proved || !found || !isUsable(ctx.portal, found) || (await findByEmail(tx, proved.email)))
      throw problem('foundation.sessions.token-spent', { status: 410 })
    await storeEmail(ctx, tx, found, proved.email, true)
    await record(ctx, tx, { verb: 'email.changed', actor: found.personId, object: { type: 'account', id: found.id } })
    return { email: proved.email }
  })
}

/**
 * The registrar sets or removes the e-mail of a person's account; both addresses get a letter. Here a taken address is
 * told: who keeps accounts sees them anyway.
 * @throws foundation.not-found (404), foundation.sessions.keeper (403), foundation.sessions.taken (409)
 */
export async function setAccountEmail(ctx: Ctx, personId: string, email: string | null): Promise<void> {
  const found = await manageable(ctx, personId)
  const next = email?.trim() || null
  await change(ctx, async (tx) => {
    if (next !== found.email) await storeEmail(ctx, tx, found, next, false)
    await record(ctx, tx, { verb: 'email.changed', object: { type: 'account', id: found.id }, about: personId })
  })
}

async function storeEmail(ctx: Ctx, tx: Tx, found: FoundAccount, email: string | null, verified: boolean): Promise<void> {
  const [row] = await tx
    .update(account)
    .set({ email, emailVerified: verified, updatedAt: new Date() })
    .where(eq(account.id, found.id))
    .returning({ locale: account.locale })
    .catch(explainTaken)
  await tx.delete(passwordToken).where(eq(passwordToken.userId, found.id))
  await dropEmailTokens(tx, found.id)
  const locale = row?.locale && isLocale(row.locale) ? row.locale : ctx.locale
  const params = { login: found.login }
  if (found.email) await send(ctx, tx, { to: found.email, letter: email ? 'old' : 'removed', locale, params })
  if (email) await send(ctx, tx, { to: email, letter: 'new', locale, params })
}

interface Post {
  to: string
  letter: 'link' | 'taken' | 'old' | 'new' | 'removed'
  locale: Locale
  params: Record<string, unknown>
  button?: { url: string }
}

async function send(ctx: Ctx, tx: Tx, { to, letter, locale, params, button }: Post): Promise<void> {
  const say = (key: string) => text(locale, `foundation:sessions.email-mail.${key}`, params)
  const paragraphs = [say(`${letter}-text`), ...(button ? [say('term')] : []), say(letter === 'link' ? 'not-you' : 'not-you-changed')]
  const laid = await layLetter(
    locale,
    {},
    {
      heading: say(`${letter}-subject`),
      paragraphs: letter === 'taken' ? paragraphs.slice(0, 1) : paragraphs,
      ...(button ? { button: { label: say('button'), url: button.url } } : {}),
    },
  )
  await ctx.portal.mail.send({ to, subject: say(`${letter}-subject`), ...laid }, tx)
}
