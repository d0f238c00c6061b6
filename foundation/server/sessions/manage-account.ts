import { eq, max } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import { problem } from '../http/problem.ts'
import { makeActor } from '../permissions/actor.ts'
import { record } from '../trace/record.ts'
import { findOfPerson, type FoundAccount } from './find-account.ts'
import { hashPassword } from './password-hash.ts'
import { storePassword } from './set-password.ts'
import { dropSessions } from './sign-out.ts'
import { forgetKnown, sessionsOf } from './state.ts'
import { account, passkey, passwordToken, session, twoFactor } from './tables.ts'
import { makeTemporaryPassword, temporaryFor } from './temporary-password.ts'

/**
 * The registrar's recovery: a temporary password, printed for the person, who must choose a new one at the next sign-in.
 * Sessions end. With `secondFactor` the code application and passkeys go too (a lost phone).
 * @throws foundation.not-found (404), foundation.sessions.keeper (403)
 */
export async function resetAccount(
  ctx: Ctx,
  personId: string,
  options: { secondFactor: boolean },
): Promise<{ login: string; temporaryPassword: string; until: Date }> {
  const found = await manageable(ctx, personId, options.secondFactor)
  const temporaryPassword = makeTemporaryPassword()
  const until = temporaryFor()
  const hash = await hashPassword(temporaryPassword)
  await change(ctx, async (tx) => {
    await storePassword(tx, found.id, hash, until)
    await tx.delete(passwordToken).where(eq(passwordToken.userId, found.id))
    if (options.secondFactor) {
      await tx.delete(twoFactor).where(eq(twoFactor.userId, found.id))
      await tx.delete(passkey).where(eq(passkey.userId, found.id))
      await tx.update(account).set({ twoFactorEnabled: false }).where(eq(account.id, found.id))
    }
    await dropSessions(tx, found.id)
    await record(ctx, tx, {
      verb: 'account.reset',
      object: { type: 'account', id: found.id },
      about: personId,
      context: { secondFactor: options.secondFactor },
    })
  })
  forgetKnown(sessionsOf(ctx.portal), found.id)
  return { login: found.login, temporaryPassword, until }
}

/** Disables an account (its sessions end) or enables it again. @throws foundation.not-found (404), foundation.sessions.keeper (403) */
export async function switchAccount(ctx: Ctx, personId: string, enabled: boolean): Promise<void> {
  const found = await manageable(ctx, personId)
  await change(ctx, async (tx) => {
    await tx
      .update(account)
      .set({ disabledAt: enabled ? null : new Date(), updatedAt: new Date() })
      .where(eq(account.id, found.id))
    if (!enabled) await dropSessions(tx, found.id)
    await record(ctx, tx, { verb: enabled ? 'account.enabled' : 'account.disabled', object: { type: 'account', id: found.id }, about: personId })
  })
  forgetKnown(sessionsOf(ctx.portal), found.id)
}

/** What a registrar sees of an account; null when the person has none. The person sees who looked (R3.3a). */
export async function viewAccount(ctx: Ctx, personId: string) {
  const found = await findOfPerson(ctx.db, personId)
  if (!found) return null
  if (personId !== ctx.actor?.personId) {
    const roles = [...new Set((ctx.actor?.grants ?? []).map((grant) => grant.role))]
    await change(ctx, (tx) =>
      record(ctx, tx, {
        verb: 'person.looked-at',
        object: { type: 'person', id: personId },
        about: personId,
        context: { what: 'foundation.account', roles },
      }),
    )
  }
  const [seen] = await ctx.db
    .select({ at: max(session.updatedAt) })
    .from(session)
    .where(eq(session.userId, found.id))
  return {
    login: found.login,
    email: found.email,
    disabled: found.disabledAt !== null,
    secondFactor: found.hasSecondFactor,
    hasPassword: found.hash !== null,
    temporaryUntil: found.temporaryUntil?.toISOString() ?? null,
    lastSeenAt: seen?.at?.toISOString() ?? null,
  }
}

/**
 * Who keeps accounts must not take over those of other keepers, nor strip a mandatory second factor: that needs
 * `account.keepers`. Nobody does it to themselves.
 * @throws foundation.not-found (404), foundation.sessions.keeper (403)
 */
export async function manageable(ctx: Ctx, personId: string, stripsFactor = false): Promise<FoundAccount> {
  const found = await findOfPerson(ctx.db, personId)
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const { parts } = sessionsOf(ctx.portal)
  const { grants, facts } = await parts.standing(ctx.db, personId)
  const theirs = makeActor(parts.permissions, { personId, accountId: found.id, sessionId: '', locale: 'ky', grants, facts })
  const keeper = theirs.can('account.reset') || (stripsFactor && parts.demandsSecondFactor(grants.map((grant) => grant.role)))
  if (personId === ctx.actor?.personId || (keeper && !ctx.actor?.can('account.keepers'))) throw problem('foundation.sessions.keeper', { status: 403 })
  return found
}
