import { eq, sql } from 'drizzle-orm'
import { symmetricDecrypt } from 'better-auth/crypto'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import type { Tx } from '../database/database.ts'
import { problem } from '../http/problem.ts'
import { record } from '../trace/record.ts'
import { callAuth, type Called } from './call-auth.ts'
import { findAccount, type FoundAccount } from './find-account.ts'
import { deviceMark, endSessionOfCookie, forgetEarlier, recordFailure, signedIn } from './sign-in.ts'
import { slowDown } from './slow-down.ts'
import { sessionsOf } from './state.ts'
import { twoFactor, verification } from './tables.ts'
import { stepOfCode } from './totp-step.ts'
import { readSigned, secondFactorCookie, type Visit } from './visit.ts'

export interface FactorInput {
  code?: string | undefined
  backupCode?: string | undefined
}

/**
 * The second step of a sign-in: a code of the application, or a backup code. A code that was used, and any older one, is
 * refused for good (R5.2c), also within the window in which clocks may differ.
 * @param visit made with the second factor's cookie only: a session of another sign-in must not stand in for it
 * @throws foundation.sessions.start-again (401), foundation.sessions.wrong-code (422), foundation.sessions.wait (429)
 */
export async function finishSecondFactor(ctx: Ctx, visit: Visit, input: FactorInput): Promise<{ cookies: string[] }> {
  const { throttle, secret } = sessionsOf(ctx.portal)
  const found = await accountOfChallenge(ctx, visit)
  if (!found) throw problem('foundation.sessions.start-again', { status: 401 })
  const attempt = { kind: 'code', login: found.id, address: visit.address }
  slowDown(await throttle.begin(attempt))
  const called = await change(ctx, async (tx) => {
    const outcome = await verifyFactor(ctx, tx, found.id, visit, input)
    if (outcome.ok) {
      await endSessionOfCookie(tx, visit, secret)
      await record(ctx, tx, signedIn(found, input.code === undefined ? 'backup-code' : 'code'))
    } else {
      await recordFailure(ctx, tx, found, input.code === undefined ? 'backup-code' : 'code')
    }
    return outcome
  })
  if (!called.ok) throw refusal(called.code)
  await throttle.succeeded(attempt)
  forgetEarlier(ctx, visit)
  return { cookies: [...called.cookies, deviceMark(ctx, found.login)] }
}

/** Checks a code (or backup code) of an account in the transaction, and uses it up. */
export async function verifyFactor(ctx: Ctx, tx: Tx, accountId: string, visit: Visit, input: FactorInput): Promise<Called<unknown>> {
  const { auth } = sessionsOf(ctx.portal)
  if (input.backupCode !== undefined) {
    const code = input.backupCode.trim().replace(/\s/g, '')
    return callAuth(tx, () => auth.api.verifyBackupCode({ body: { code }, headers: visit.headers, returnHeaders: true }))
  }
  const [kept] = await tx.select().from(twoFactor).where(eq(twoFactor.userId, accountId)).for('update')
  const code = (input.code ?? '').replace(/\D/g, '')
  const key = (await auth.$context).secretConfig
  const step = kept ? stepOfCode(await symmetricDecrypt({ key, data: kept.secret }), code) : null
  const fresh = kept !== undefined && step !== null && step > kept.lastUsedStep
  // A used code goes on as an empty one, so that better-auth counts the try like any wrong one.
  const called = await callAuth(tx, () => auth.api.verifyTOTP({ body: { code: fresh ? code : '' }, headers: visit.headers, returnHeaders: true }))
  if (called.ok && fresh)
    await tx
      .update(twoFactor)
      .set({ lastUsedStep: sql`greatest(${twoFactor.lastUsedStep}, ${step})` })
      .where(eq(twoFactor.id, kept.id))
  return called
}

async function accountOfChallenge(ctx: Ctx, visit: Visit): Promise<FoundAccount | null> {
  const identifier = readSigned(visit.cookies[secondFactorCookie], sessionsOf(ctx.portal).secret)
  if (!identifier) return null
  const [kept] = await ctx.db.select().from(verification).where(eq(verification.identifier, identifier))
  return kept && kept.expiresAt > new Date() ? findAccount(ctx.db, kept.value) : null
}

/** Why a code was refused, in the portal's words. */
export function refusal(code: string): Error {
  const again = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'FAILED_TO_CREATE_SESSION']
  if (again.includes(code)) return problem('foundation.sessions.start-again', { status: 401 })
  return problem('foundation.sessions.wrong-code', { status: 422, clause: 'R5.2c', fields: [{ path: 'code', key: 'sessions.wrong-code' }] })
}
