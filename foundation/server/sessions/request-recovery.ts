import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import { text } from '../i18n/texts.ts'
import { isLocale, type Locale } from '../../i18n/localized.ts'
import { defineJob } from '../jobs/jobs.ts'
import { record } from '../trace/record.ts'
import { addressOf, isUsable } from './auth.ts'
import { findByLogin, normalLogin } from './find-account.ts'
import { issuePasswordToken } from './password-token.ts'
import { slowDown } from './slow-down.ts'
import { sessionsOf } from './state.ts'
import type { Visit } from './visit.ts'

const minutes = 30

/**
 * Sends a link for a new password, if there is such an account with an e-mail. The request does the same in every case
 * (it enqueues one job); whether an account exists is only looked up in the job, so neither answer nor time tells it.
 * @throws foundation.sessions.wait (429)
 */
export async function requestRecovery(ctx: Ctx, visit: Visit, typed: string): Promise<void> {
  const login = normalLogin(typed)
  slowDown(await sessionsOf(ctx.portal).throttle.begin({ kind: 'recovery', login, address: visit.address }))
  await change(ctx, async (tx) => {
    const job = await ctx.portal.jobs.enqueue(tx, sendRecovery, { login, locale: ctx.locale })
    await record(ctx, tx, { verb: 'recovery.asked', actor: null, object: { type: 'recovery', id: job } })
  })
}

/** Looks the account up, makes the token and writes the mail. */
export const sendRecovery = defineJob<{ login: string; locale: Locale }>({
  name: 'sessions.send-recovery',
  retryLimit: 3,
  run: async (ctx, { login, locale }) => {
    const found = await findByLogin(ctx.db, login)
    if (!found?.email || !isUsable(ctx.portal, found)) return
    const to = found.email
    await change(ctx, async (tx) => {
      const token = await issuePasswordToken(tx, found.id, minutes)
      const message = writeMail(isLocale(locale) ? locale : 'ky', found.login, `${addressOf(ctx.portal)}/new-password#${token}`)
      await ctx.portal.mail.send({ to, ...message }, tx)
      await record(ctx, tx, { verb: 'recovery.sent', actor: null, object: { type: 'account', id: found.id }, about: found.personId })
    })
  },
})

function writeMail(locale: Locale, login: string, link: string): { subject: string; text: string; html: string } {
  const say = (key: string, params: Record<string, unknown> = {}) => text(locale, `foundation:sessions.recovery-mail.${key}`, params)
  const lines = [say('intro', { login }), link, say('term', { count: minutes }), say('not-you')]
  const html = [
    `<p>${escapeHtml(lines[0] ?? '')}</p>`,
    `<p><a href="${escapeHtml(link)}">${escapeHtml(say('button'))}</a></p>`,
    `<p>${escapeHtml(lines[2] ?? '')}</p>`,
    `<p>${escapeHtml(lines[3] ?? '')}</p>`,
  ]
  return { subject: say('subject'), text: lines.join('\n\n'), html: html.join('\n') }
}

function escapeHtml(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
