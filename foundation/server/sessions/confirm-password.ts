import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import { problem } from '../http/problem.ts'
import { findAccount, type FoundAccount } from './find-account.ts'
import { verifyPassword } from './password-hash.ts'
import { recordFailure } from './sign-in.ts'
import { slowDown } from './slow-down.ts'
import { sessionsOf } from './state.ts'
import type { Visit } from './visit.ts'

/**
 * Makes sure that it is the owner who changes how the account is guarded: asks for the password again. An account that
 * has none (national sign-in only) passes.
 * @param field the form's field that the refusal belongs to
 * @throws foundation.sessions.wrong-password (422), foundation.sessions.wait (429)
 */
export async function confirmPassword(ctx: Ctx, visit: Visit, password: string | undefined, field = 'password'): Promise<FoundAccount> {
  const { throttle } = sessionsOf(ctx.portal)
  const found = await findAccount(ctx.db, ctx.actor?.accountId ?? '')
  if (!found) throw problem('foundation.not-found', { status: 404 })
  if (found.hash === null) return found
  const attempt = { kind: 'confirm', login: found.id, address: visit.address, device: ctx.actor?.sessionId ?? null }
  slowDown(await throttle.begin(attempt))
  if (!(await verifyPassword(found.hash, password ?? ''))) {
    await change(ctx, (tx) => recordFailure(ctx, tx, found, 'confirmation'))
    throw problem('foundation.sessions.wrong-password', { status: 422, fields: [{ path: field, key: 'sessions.wrong-password' }] })
  }
  await throttle.succeeded(attempt)
  return found
}
