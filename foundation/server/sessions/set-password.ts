import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import type { Tx } from '../database/database.ts'
import { problem } from '../http/problem.ts'
import { record } from '../trace/record.ts'
import { confirmPassword } from './confirm-password.ts'
import { findAccount } from './find-account.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { faultOfPassword, refuseWeakPassword } from './password-rules.ts'
import { usePasswordToken } from './password-token.ts'
import { dropSessions } from './sign-out.ts'
import { forgetKnown, sessionsOf } from './state.ts'
import { account, identity } from './tables.ts'
import type { Visit } from './visit.ts'

/**
 * Changes the signed-in person's password, and ends their other sessions.
 * @throws foundation.sessions.wrong-password (422), foundation.sessions.weak-password (422)
 */
export async function changePassword(ctx: Ctx, visit: Visit, given: { current: string; password: string }): Promise<void> {
  const found = await confirmPassword(ctx, visit, given.current, 'current')
  refuseWeakPassword(given.password, [found.login, found.email ?? ''])
  if (given.current === given.password) throw sameAsBefore()
  const hash = await hashPassword(given.password)
  await change(ctx, async (tx) => {
    await storePassword(tx, found.id, hash, null)
    const ended = await dropSessions(tx, found.id, ctx.actor?.sessionId)
    await record(ctx, tx, { verb: 'password.changed', object: { type: 'account', id: found.id }, result: { sessionsEnded: ended } })
  })
  forgetKnown(sessionsOf(ctx.portal), found.id)
}

/**
 * Sets a new password with a one-use token (recovery by mail, or after a temporary password) and ends every session.
 * The person signs in with it afterwards; a second factor is asked as ever, so a mailbox alone opens nothing guarded by one.
 * @throws foundation.sessions.token-spent (410), foundation.sessions.weak-password (422; the token stays good)
 */
export async function finishRecovery(ctx: Ctx, given: { token: string; password: string }): Promise<{ login: string }> {
  refuseWeakPassword(given.password)
  const hash = await hashPassword(given.password)
  const done = await change(ctx, async (tx) => {
    const accountId = await usePasswordToken(tx, given.token)
    const found = accountId ? await findAccount(tx, accountId) : null
    if (!found || found.disabledAt) throw problem('foundation.sessions.token-spent', { status: 410 })
    const fault = faultOfPassword(given.password, [found.login, found.email ?? ''])
    if (fault) throw problem('foundation.sessions.weak-password', { status: 422, clause: 'R5.2c', fields: [fault] })
    if (found.temporaryUntil && (await verifyPassword(found.hash, given.password))) throw sameAsBefore()
    await storePassword(tx, found.id, hash, null)
    const ended = await dropSessions(tx, found.id)
    await record(ctx, tx, {
      verb: 'password.recovered',
      actor: found.personId,
      object: { type: 'account', id: found.id },
      result: { sessionsEnded: ended },
    })
    return found
  })
  forgetKnown(sessionsOf(ctx.portal), done.id)
  return { login: done.login }
}

/** Writes the hash; makes the password way when the account had none. */
export async function storePassword(tx: Tx, accountId: string, hash: string, temporaryUntil: Date | null): Promise<void> {
  const changed = await tx
    .update(identity)
    .set({ password: hash, updatedAt: new Date() })
    .where(and(eq(identity.userId, accountId), eq(identity.providerId, 'credential')))
    .returning({ id: identity.id })
  if (changed.length === 0) await tx.insert(identity).values({ userId: accountId, providerId: 'credential', accountId, password: hash })
  await tx.update(account).set({ temporaryUntil, updatedAt: new Date() }).where(eq(account.id, accountId))
}

function sameAsBefore(): Error {
  return problem('foundation.sessions.weak-password', { status: 422, clause: 'R5.2c', fields: [{ path: 'password', key: 'sessions.password-same' }] })
}
