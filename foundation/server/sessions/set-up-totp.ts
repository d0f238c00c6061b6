import { and, eq } from 'drizzle-orm'
import { renderSVG } from 'uqr'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import type { Tx } from '../database/database.ts'
import { problem } from '../http/problem.ts'
import { record } from '../trace/record.ts'
import { withCheckedPassword } from './auth.ts'
import { callAuth } from './call-auth.ts'
import { confirmPassword } from './confirm-password.ts'
import { refusal, verifyFactor } from './finish-second-factor.ts'
import { recordFailure } from './sign-in.ts'
import { slowDown } from './slow-down.ts'
import { forgetKnown, sessionsOf } from './state.ts'
import { account, passkey, twoFactor } from './tables.ts'
import type { Visit } from './visit.ts'

const issuer = 'Univer Plus'

/**
 * Begins the set-up of a code application: gives the secret as text, as an address for applications, and as a picture.
 * Nothing is asked for at sign-in until the first code was confirmed.
 * @throws foundation.sessions.wrong-password (422), foundation.sessions.totp-there (409)
 */
export async function setUpTotp(ctx: Ctx, visit: Visit, password: string | undefined): Promise<{ secret: string; uri: string; picture: string }> {
  const found = await confirmPassword(ctx, visit, password)
  const { auth } = sessionsOf(ctx.portal)
  const called = await change(ctx, async (tx) => {
    await record(ctx, tx, { verb: 'second-factor.begun', object: { type: 'account', id: found.id } })
    return callAuth(tx, () =>
      withCheckedPassword(found.hash, () =>
        auth.api.enableTwoFactor({
          body: { method: 'totp', ...(password === undefined ? {} : { password }) },
          headers: visit.headers,
          returnHeaders: true,
        }),
      ),
    )
  })
  if (!called.ok) throw called.code === 'TOTP_ALREADY_ENABLED' ? problem('foundation.sessions.totp-there', { status: 409 }) : refusal(called.code)
  const given = 'totpURI' in called.answer && called.answer.totpURI ? new URL(called.answer.totpURI) : null
  const secret = given?.searchParams.get('secret') ?? ''
  const uri = `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(found.login)}?${new URLSearchParams({ secret, issuer, digits: '6', period: '30' })}`
  return { secret, uri, picture: renderSVG(uri, { border: 2 }) }
}

/**
 * Confirms the code application with its first code; from now on it is asked for at every sign-in. The session gets a
 * new token. Gives the backup codes, told this once.
 * @throws foundation.sessions.wrong-code (422), foundation.sessions.wait (429)
 */
export async function confirmTotp(ctx: Ctx, visit: Visit, code: string): Promise<{ backupCodes: string[]; cookies: string[] }> {
  const { auth, throttle } = sessionsOf(ctx.portal)
  const accountId = ctx.actor?.accountId ?? ''
  const attempt = { kind: 'code', login: accountId, address: visit.address }
  slowDown(await throttle.begin(attempt))
  const outcome = await change(ctx, async (tx) => {
    const called = await verifyFactor(ctx, tx, accountId, visit, { code })
    if (!called.ok) {
      await recordFailure(ctx, tx, { id: accountId, personId: ctx.actor?.personId ?? '' }, 'set-up')
      return { called, backupCodes: [] }
    }
    await tx.update(account).set({ twoFactorEnabled: true }).where(eq(account.id, accountId))
    await record(ctx, tx, { verb: 'second-factor.set', object: { type: 'account', id: accountId }, context: { kind: 'code' } })
    const codes = await callAuth(tx, async () => ({
      headers: new Headers(),
      response: await auth.api.viewBackupCodes({ body: { userId: accountId } }),
    }))
    return { called, backupCodes: codes.ok ? codes.answer.backupCodes : [] }
  })
  if (!outcome.called.ok) throw refusal(outcome.called.code)
  await throttle.succeeded(attempt)
  forgetKnown(sessionsOf(ctx.portal), accountId)
  return { backupCodes: outcome.backupCodes, cookies: outcome.called.cookies }
}

/** Removes the code application and its backup codes. @throws foundation.sessions.wrong-password (422) */
export async function removeTotp(ctx: Ctx, visit: Visit, password: string | undefined): Promise<void> {
  const found = await confirmPassword(ctx, visit, password)
  await change(ctx, async (tx) => {
    await tx.delete(twoFactor).where(eq(twoFactor.userId, found.id))
    await countFactors(tx, found.id)
    await record(ctx, tx, { verb: 'second-factor.removed', object: { type: 'account', id: found.id }, context: { kind: 'code' } })
  })
  forgetKnown(sessionsOf(ctx.portal), found.id)
}

/** Makes new backup codes; the old ones end. @throws foundation.sessions.wrong-password (422), foundation.sessions.no-totp (409) */
export async function renewBackupCodes(ctx: Ctx, visit: Visit, password: string | undefined): Promise<string[]> {
  const found = await confirmPassword(ctx, visit, password)
  const { auth } = sessionsOf(ctx.portal)
  const called = await change(ctx, async (tx) => {
    await record(ctx, tx, { verb: 'backup-codes.renewed', object: { type: 'account', id: found.id } })
    return callAuth(tx, () =>
      withCheckedPassword(found.hash, () =>
        auth.api.generateBackupCodes({ body: password === undefined ? {} : { password }, headers: visit.headers, returnHeaders: true }),
      ),
    )
  })
  if (!called.ok) throw problem('foundation.sessions.no-totp', { status: 409 })
  return called.answer.backupCodes
}

/** Notes on the account whether it has any second factor left. */
export async function countFactors(tx: Tx, accountId: string): Promise<boolean> {
  const [totp] = await tx
    .select({ id: twoFactor.id })
    .from(twoFactor)
    .where(and(eq(twoFactor.userId, accountId), eq(twoFactor.verified, true)))
    .limit(1)
  const [key] = await tx.select({ id: passkey.id }).from(passkey).where(eq(passkey.userId, accountId)).limit(1)
  const any = totp !== undefined || key !== undefined
  await tx.update(account).set({ twoFactorEnabled: any, updatedAt: new Date() }).where(eq(account.id, accountId))
  return any
}
