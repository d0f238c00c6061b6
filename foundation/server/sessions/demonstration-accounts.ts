import { asc, eq } from 'drizzle-orm'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { problem } from '../http/problem.ts'
import { record } from '../trace/record.ts'
import { createAccounts, type MadeAccount, type NewAccount } from './create-account.ts'
import { account, demonstrationAccount, twoFactor } from './tables.ts'
import { codeOfStep, stepAt } from './totp-step.ts'

export interface DemonstrationAccount extends NewAccount {
  /** The role this account stands for in the table of demonstration accounts. */
  role: string
  password: string
  /** Gives the account a code application whose present code the table tells. */
  secondFactor: boolean
}

/** Makes the accounts of the demonstration's table, in its order; only `demo` calls it. */
export async function createDemonstrationAccounts(ctx: Ctx, tx: Tx, given: DemonstrationAccount[]): Promise<MadeAccount[]> {
  const made = await createAccounts(
    ctx,
    tx,
    given.map(({ role: _role, secondFactor: _secondFactor, ...one }) => ({ ...one, demonstration: true })),
  )
  for (const [position, one] of given.entries()) {
    const accountId = made[position]?.id
    if (!accountId) continue
    await tx.insert(demonstrationAccount).values({ userId: accountId, role: one.role, password: one.password, position })
    if (one.secondFactor) await giveCodes(ctx, tx, accountId)
  }
  return made
}

async function giveCodes(ctx: Ctx, tx: Tx, accountId: string): Promise<void> {
  const key = ctx.portal.config.secret
  const secret = randomBytes(24).toString('base64url')
  const codes = Array.from({ length: 10 }, () => randomBytes(5).toString('hex').replace(/^.{5}/, '$&-'))
  await tx.insert(twoFactor).values({
    userId: accountId,
    secret: await symmetricEncrypt({ key, data: secret }),
    backupCodes: await symmetricEncrypt({ key, data: JSON.stringify(codes) }),
    verified: true,
  })
  await tx.update(account).set({ twoFactorEnabled: true }).where(eq(account.id, accountId))
  await record(ctx, tx, { verb: 'second-factor.set', object: { type: 'account', id: accountId }, context: { kind: 'code' } })
}

export interface ListedAccount {
  login: string
  password: string
  role: string
  /** The next code that will be taken; null for accounts without one, or while the used ones run out (half a minute). */
  code: string | null
}

/** The demonstration's accounts with passwords and present codes. @throws foundation.not-found (404) anywhere but in the demonstration */
export async function listDemonstrationAccounts(ctx: Ctx): Promise<ListedAccount[]> {
  if (!ctx.portal.demonstration) throw problem('foundation.not-found', { status: 404 })
  const rows = await ctx.db
    .select({
      login: account.username,
      password: demonstrationAccount.password,
      role: demonstrationAccount.role,
      secret: twoFactor.secret,
      used: twoFactor.lastUsedStep,
    })
    .from(demonstrationAccount)
    .innerJoin(account, eq(account.id, demonstrationAccount.userId))
    .leftJoin(twoFactor, eq(twoFactor.userId, demonstrationAccount.userId))
    .orderBy(asc(demonstrationAccount.position))
  return Promise.all(rows.map(async ({ secret, used, ...shown }) => ({ ...shown, code: secret ? await freshCode(ctx, secret, used ?? 0) : null })))
}

/** A used code is refused even here, so the table offers the next one as long as the window reaches it. */
async function freshCode(ctx: Ctx, encrypted: string, used: number): Promise<string | null> {
  const step = Math.max(stepAt(), used + 1)
  return step > stepAt() + 1 ? null : codeOfStep(await symmetricDecrypt({ key: ctx.portal.config.secret, data: encrypted }), step)
}
