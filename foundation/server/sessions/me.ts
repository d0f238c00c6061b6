import { count, desc, eq, inArray } from 'drizzle-orm'
import { symmetricDecrypt } from 'better-auth/crypto'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import { together } from '../database/together.ts'
import { record } from '../trace/record.ts'
import { forgetKnown, sessionsOf } from './state.ts'
import { account, identity, passkey, session, twoFactor } from './tables.ts'
import { shortAddress } from './visit.ts'

const accountOf = together(async (db, ids: string[]) => {
  const rows = await db.select().from(account).where(inArray(account.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
})

/** Who is signed in, what they may do, and how they like the interface; null for nobody. */
export async function readMe(ctx: Ctx, needsSecondFactor: boolean) {
  const actor = ctx.actor
  if (!actor) return null
  const [own, person] = await Promise.all([
    accountOf(ctx.db, actor.accountId),
    sessionsOf(ctx.portal).parts.directory.describe(ctx.db, actor.personId),
  ])
  if (!own || !person) return null
  const { roles, ...shown } = person
  return {
    account: {
      id: own.id,
      login: own.username,
      email: own.email,
      locale: own.locale,
      theme: own.theme,
      dataSaver: own.dataSaver,
      secondFactor: own.twoFactorEnabled,
    },
    person: { id: actor.personId, ...shown },
    roles,
    abilities: actor.rules.map((rule) => ({ action: rule.action, subject: 'target', ...(rule.conditions ? { conditions: rule.conditions } : {}) })),
    needsSecondFactor,
  }
}

export interface Settings {
  locale?: string | undefined
  theme?: string | undefined
  dataSaver?: boolean | undefined
}

/** Keeps how the person likes the interface. */
export async function keepSettings(ctx: Ctx, settings: Settings): Promise<void> {
  const accountId = ctx.actor?.accountId ?? ''
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  if (Object.keys(given).length === 0) return
  await change(ctx, async (tx) => {
    await tx
      .update(account)
      .set({ ...given, updatedAt: new Date() })
      .where(eq(account.id, accountId))
    await record(ctx, tx, { verb: 'settings.changed', object: { type: 'account', id: accountId }, context: { fields: Object.keys(given) } })
  })
  forgetKnown(sessionsOf(ctx.portal), accountId)
}

/** The devices on which the account is signed in, the last used first. */
export async function listSessions(ctx: Ctx) {
  const rows = await ctx.db
    .select()
    .from(session)
    .where(eq(session.userId, ctx.actor?.accountId ?? ''))
    .orderBy(desc(session.updatedAt))
    .limit(200)
  return rows
    .filter((row) => row.expiresAt > new Date())
    .map((row) => ({
      id: row.id,
      device: row.userAgent ?? '',
      address: shortAddress(row.ipAddress ?? ''),
      signedInAt: row.createdAt.toISOString(),
      lastSeenAt: row.updatedAt.toISOString(),
      current: row.id === ctx.actor?.sessionId,
    }))
}

/** How the account is guarded. */
export async function readSecurity(ctx: Ctx) {
  const accountId = ctx.actor?.accountId ?? ''
  const { auth, parts } = sessionsOf(ctx.portal)
  const [[totp], passkeys, ways] = await Promise.all([
    ctx.db.select().from(twoFactor).where(eq(twoFactor.userId, accountId)),
    ctx.db
      .select({ id: passkey.id, name: passkey.name, createdAt: passkey.createdAt })
      .from(passkey)
      .where(eq(passkey.userId, accountId))
      .orderBy(passkey.createdAt),
    ctx.db
      .select({ provider: identity.providerId, count: count(identity.password) })
      .from(identity)
      .where(eq(identity.userId, accountId))
      .groupBy(identity.providerId),
  ])
  const codes = totp?.verified
    ? (JSON.parse(await symmetricDecrypt({ key: (await auth.$context).secretConfig, data: totp.backupCodes })) as string[])
    : []
  return {
    mandatory: parts.demandsSecondFactor((ctx.actor?.grants ?? []).map((grant) => grant.role)),
    hasPassword: ways.some((way) => way.provider === 'credential' && way.count > 0),
    totp: totp?.verified ?? false,
    backupCodesLeft: codes.length,
    passkeys: passkeys.map((one) => ({ id: one.id, name: one.name ?? '', createdAt: one.createdAt.toISOString() })),
    providers: ways.map((way) => way.provider).filter((provider) => provider !== 'credential'),
  }
}
