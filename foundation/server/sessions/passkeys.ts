import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import { problem } from '../http/problem.ts'
import { record } from '../trace/record.ts'
import { callAuth } from './call-auth.ts'
import { confirmPassword } from './confirm-password.ts'
import { findAccount } from './find-account.ts'
import { countFactors } from './set-up-totp.ts'
import { deviceMark, endSessionOfCookie, forgetEarlier, recordFailure, signedIn } from './sign-in.ts'
import { forgetKnown, sessionsOf } from './state.ts'
import { passkey } from './tables.ts'
import type { Visit } from './visit.ts'

/** WebAuthn's own JSON, made and read by the browser. */
export type WebAuthnJson = Record<string, unknown>

/**
 * Begins the registration of a passkey: asks for the password again, gives the browser its options.
 * @throws foundation.sessions.wrong-password (422), foundation.sessions.stale (403) when the sign-in is older than an hour
 */
export async function beginPasskey(ctx: Ctx, visit: Visit, password: string | undefined): Promise<{ options: WebAuthnJson; cookies: string[] }> {
  const found = await confirmPassword(ctx, visit, password)
  const called = await change(ctx, async (tx) => {
    await record(ctx, tx, { verb: 'passkey.begun', object: { type: 'account', id: found.id } })
    return callAuth(tx, () =>
      sessionsOf(ctx.portal).auth.api.generatePasskeyRegistrationOptions({
        query: { name: found.login },
        headers: visit.headers,
        returnHeaders: true,
      }),
    )
  })
  if (!called.ok) throw refused(called.code)
  return { options: { ...called.answer }, cookies: called.cookies }
}

/** Ends the registration: keeps the passkey, which counts as a second factor. @throws foundation.sessions.passkey-refused (422) */
export async function keepPasskey(ctx: Ctx, visit: Visit, response: WebAuthnJson, name: string): Promise<void> {
  const accountId = ctx.actor?.accountId ?? ''
  const called = await change(ctx, async (tx) => {
    const kept = await callAuth(tx, () =>
      sessionsOf(ctx.portal).auth.api.verifyPasskeyRegistration({ body: { response, name }, headers: visit.headers, returnHeaders: true }),
    )
    if (kept.ok) await countFactors(tx, accountId)
    await record(ctx, tx, {
      verb: kept.ok ? 'second-factor.set' : 'passkey.refused',
      object: { type: 'account', id: accountId },
      context: { kind: 'passkey' },
    })
    return kept
  })
  if (!called.ok) throw refused(called.code)
  forgetKnown(sessionsOf(ctx.portal), accountId)
}

/** Removes a passkey of the signed-in account. @throws foundation.sessions.wrong-password (422), foundation.not-found (404) */
export async function removePasskey(ctx: Ctx, visit: Visit, passkeyId: string, password: string | undefined): Promise<void> {
  const found = await confirmPassword(ctx, visit, password)
  await change(ctx, async (tx) => {
    const gone = await tx
      .delete(passkey)
      .where(and(eq(passkey.id, passkeyId), eq(passkey.userId, found.id)))
      .returning({ id: passkey.id })
    if (gone.length === 0) throw problem('foundation.not-found', { status: 404 })
    await countFactors(tx, found.id)
    await record(ctx, tx, { verb: 'second-factor.removed', object: { type: 'account', id: found.id }, context: { kind: 'passkey' } })
  })
  forgetKnown(sessionsOf(ctx.portal), found.id)
}

/** Begins a sign-in by passkey: the same challenge for everybody, it names no account. */
export async function beginPasskeySignIn(ctx: Ctx, visit: Visit): Promise<{ options: WebAuthnJson; cookies: string[] }> {
  const called = await change(ctx, async (tx) => {
    // A challenge is nobody's act yet, so there is nothing to record; the sign-in itself is.
    await record(ctx, tx)
    return callAuth(tx, () => sessionsOf(ctx.portal).auth.api.generatePasskeyAuthenticationOptions({ headers: visit.headers, returnHeaders: true }))
  })
  if (!called.ok) throw refused(called.code)
  return { options: { ...called.answer, userVerification: 'required' }, cookies: called.cookies }
}

/**
 * Signs in by passkey. It stands for both factors, because the device asked for a finger, a face or its code.
 * @throws foundation.sessions.passkey-refused (422)
 */
export async function signInByPasskey(ctx: Ctx, visit: Visit, response: WebAuthnJson): Promise<{ cookies: string[] }> {
  const { auth, secret } = sessionsOf(ctx.portal)
  const outcome = await change(ctx, async (tx) => {
    const called = await callAuth(tx, () =>
      auth.api.verifyPasskeyAuthentication({ body: { response: response as never }, headers: visit.headers, returnHeaders: true }),
    )
    const found = called.ok ? await findAccount(tx, called.answer.user.id) : null
    if (called.ok && found) {
      await endSessionOfCookie(tx, visit, secret)
      await record(ctx, tx, signedIn(found, 'passkey'))
    } else await recordFailure(ctx, tx, null, 'passkey')
    return { called, found }
  })
  if (!outcome.called.ok || !outcome.found) throw refused(outcome.called.ok ? '' : outcome.called.code)
  forgetEarlier(ctx, visit)
  return { cookies: [...outcome.called.cookies, deviceMark(ctx, outcome.found.login)] }
}

function refused(code: string): Error {
  if (code === 'SESSION_NOT_FRESH') return problem('foundation.sessions.stale', { status: 403 })
  return problem('foundation.sessions.passkey-refused', { status: 422 })
}
