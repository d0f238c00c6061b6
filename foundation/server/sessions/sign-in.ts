import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import type { Tx } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { problem } from '../http/problem.ts'
import { record } from '../trace/record.ts'
import { isUsable, withCheckedPassword } from './auth.ts'
import { callAuth } from './call-auth.ts'
import { findByLogin, normalLogin, type FoundAccount } from './find-account.ts'
import { verifyPassword } from './password-hash.ts'
import { issuePasswordToken } from './password-token.ts'
import { forgetToken, sessionsOf } from './state.ts'
import { slowDown } from './slow-down.ts'
import { passkey, session, twoFactor } from './tables.ts'
import { deviceCookie, makeCookie, passwordTokenCookie, readSigned, sessionCookie, signValue, type Visit } from './visit.ts'

export interface SignedIn {
  next: 'done' | 'second-factor' | 'set-password'
  methods?: ('code' | 'passkey')[]
  cookies: string[]
}

/**
 * Signs in with login (or e-mail) and password (R3.6a, R5.2c). A wrong login, a wrong password, a disabled account and a
 * demonstration account outside of the demonstration are all the same to the outside: same work, same answer.
 * @throws foundation.sessions.wait (429), foundation.sessions.wrong-sign-in (401)
 */
export async function signIn(ctx: Ctx, visit: Visit, typed: { login: string; password: string }): Promise<SignedIn> {
  const { throttle, secret } = sessionsOf(ctx.portal)
  const login = normalLogin(typed.login)
  const attempt = { kind: 'sign-in', login, address: visit.address, device: deviceOf(visit, login, secret) }
  slowDown(await throttle.begin(attempt))
  const found = await findByLogin(ctx.db, login)
  const right = await verifyPassword(found?.hash ?? null, typed.password)
  const expired = found?.temporaryUntil ? found.temporaryUntil < new Date() : false
  if (!found || !right || expired || !isUsable(ctx.portal, found)) {
    await change(ctx, (tx) => recordFailure(ctx, tx, found, 'password'))
    throw problem('foundation.sessions.wrong-sign-in', { status: 401 })
  }
  await throttle.succeeded(attempt)
  if (found.temporaryUntil) return leadToNewPassword(ctx, found)
  const opened = await change(ctx, (tx) => openSession(ctx, tx, visit, found, typed.password))
  forgetEarlier(ctx, visit)
  return opened
}

/** Records a failed try. Nobody is named as the one who tried; the owner of the account may see that somebody did. */
export async function recordFailure(ctx: Ctx, tx: Tx, found: { id: string; personId: string } | null, by: string): Promise<void> {
  await record(ctx, tx, {
    verb: 'sign-in.failed',
    actor: null,
    object: { type: 'account', id: found?.id ?? 'unknown' },
    about: found?.personId ?? null,
    context: { by },
  })
}

async function leadToNewPassword(ctx: Ctx, found: FoundAccount): Promise<SignedIn> {
  const minutes = 15
  const token = await change(ctx, async (tx) => {
    await record(ctx, tx, { verb: 'temporary-password.used', actor: found.personId, object: { type: 'account', id: found.id } })
    return issuePasswordToken(tx, found.id, minutes)
  })
  return { next: 'set-password', cookies: [makeCookie(passwordTokenCookie, token, minutes * 60, sessionsOf(ctx.portal).https)] }
}

async function openSession(ctx: Ctx, tx: Tx, visit: Visit, found: FoundAccount, password: string): Promise<SignedIn> {
  const { auth, secret } = sessionsOf(ctx.portal)
  const called = await callAuth(tx, () =>
    withCheckedPassword(found.hash, () =>
      auth.api.signInUsername({ body: { username: found.login, password }, headers: visit.headers, returnHeaders: true }),
    ),
  )
  // Only when the password or the account changed between the check and the transaction.
  if (!called.ok) throw problem('foundation.sessions.wrong-sign-in', { status: 401 })
  const pending = 'twoFactorRedirect' in (called.answer ?? {})
  await endSessionOfCookie(tx, visit, secret)
  if (pending) {
    await record(ctx, tx, { verb: 'password.accepted', actor: found.personId, object: { type: 'account', id: found.id } })
    return { next: 'second-factor', methods: await methodsOf(tx, found.id), cookies: called.cookies }
  }
  await record(ctx, tx, signedIn(found, 'password'))
  return { next: 'done', cookies: [...called.cookies, deviceMark(ctx, found.login)] }
}

async function methodsOf(tx: Tx, accountId: string): Promise<('code' | 'passkey')[]> {
  const codes = await tx
    .select({ id: twoFactor.id })
    .from(twoFactor)
    .where(and(eq(twoFactor.userId, accountId), eq(twoFactor.verified, true)))
  const keys = await tx.select({ id: passkey.id }).from(passkey).where(eq(passkey.userId, accountId)).limit(1)
  return [...(codes.length > 0 ? ['code' as const] : []), ...(keys.length > 0 ? ['passkey' as const] : [])]
}

/** The act of having signed in. @param by password | code | backup-code | passkey | oidc */
export function signedIn(found: { id: string; personId: string }, by: string) {
  return { verb: 'signed-in', actor: found.personId, object: { type: 'account', id: found.id }, context: { by } }
}

/** A new sign-in in the same browser ends the session it had: a token never outlives its sign-in. */
export async function endSessionOfCookie(tx: Tx, visit: Visit, secret: string): Promise<void> {
  const token = readSigned(visit.cookies[sessionCookie], secret)
  if (token) await tx.delete(session).where(eq(session.token, token))
}

/** After the commit: the ended session of this browser is not remembered either. */
export function forgetEarlier(ctx: Ctx, visit: Visit): void {
  const sessions = sessionsOf(ctx.portal)
  forgetToken(sessions, readSigned(visit.cookies[sessionCookie], sessions.secret))
}

/** Marks the device as one on which this login was used, so that attacks from elsewhere do not slow its owner down. */
export function deviceMark(ctx: Ctx, login: string): string {
  const { secret, https } = sessionsOf(ctx.portal)
  const nonce = newId()
  const signature = signValue(`device ${login} ${nonce}`, secret).split('.').pop() ?? ''
  return makeCookie(deviceCookie, `${nonce}.${signature}`, 365 * 86_400, https, '/api')
}

function deviceOf(visit: Visit, login: string, secret: string): string | null {
  const [nonce, signature] = visit.cookies[deviceCookie]?.split('.') ?? []
  if (!nonce || !signature) return null
  return readSigned(`device ${login} ${nonce}.${signature}`, secret) ? nonce : null
}
