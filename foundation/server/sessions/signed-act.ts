import { and, eq } from 'drizzle-orm'
import { symmetricDecrypt } from 'better-auth/crypto'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import type { Tx } from '../database/database.ts'
import { actorOf } from '../http/actor-of.ts'
import { problem } from '../http/problem.ts'
import { refusal } from './finish-second-factor.ts'
import { recordFailure } from './sign-in.ts'
import { slowDown } from './slow-down.ts'
import { sessionsOf } from './state.ts'
import { twoFactor } from './tables.ts'
import { stepOfCode } from './totp-step.ts'

/**
 * Does an act that is signed with a fresh code of the actor's code application, in one transaction with the using up of the code: who left
 * the browser open signs nothing. A code that was used, and any older one, is refused, as at sign-in (R5.2c); an act that fails leaves
 * the code unused. Wrong codes are recorded and slow the next try down.
 * @param visit.address where the request came from
 * @throws foundation.sessions.no-totp (409) without a code application; foundation.sessions.wrong-code (422); foundation.sessions.wait (429);
 *   what the act throws
 */
export async function signedAct<T>(ctx: Ctx, visit: { address: string }, code: string, act: (tx: Tx) => Promise<T>): Promise<T> {
  const { accountId, personId } = actorOf(ctx)
  const { throttle } = sessionsOf(ctx.portal)
  const attempt = { kind: 'code', login: accountId, address: visit.address }
  slowDown(await throttle.begin(attempt))
  let right = false
  try {
    const outcome = await change(ctx, async (tx) => {
      if (!(await useUp(ctx, tx, accountId, code))) {
        await recordFailure(ctx, tx, { id: accountId, personId }, 'signature')
        return null
      }
      right = true
      return { value: await act(tx) }
    })
    if (!outcome) throw refusal('INVALID_CODE')
    return outcome.value
  } finally {
    // an act that is refused for another reason is no guess
    if (right) await throttle.succeeded(attempt)
  }
}

async function useUp(ctx: Ctx, tx: Tx, accountId: string, code: string): Promise<boolean> {
  const [kept] = await tx
    .select()
    .from(twoFactor)
    .where(and(eq(twoFactor.userId, accountId), eq(twoFactor.verified, true)))
    .for('update')
  if (!kept) throw problem('foundation.sessions.no-totp', { status: 409 })
  const key = (await sessionsOf(ctx.portal).auth.$context).secretConfig
  const step = stepOfCode(await symmetricDecrypt({ key, data: kept.secret }), code.replace(/\D/g, ''))
  if (step === null || step <= kept.lastUsedStep) return false
  await tx.update(twoFactor).set({ lastUsedStep: step }).where(eq(twoFactor.id, kept.id))
  return true
}
