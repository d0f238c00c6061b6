import { sql } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { problem } from '../http/problem.ts'
import { record } from '../trace/record.ts'
import { normalLogin } from './find-account.ts'
import { hashPassword } from './password-hash.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { makeTemporaryPassword, temporaryFor } from './temporary-password.ts'
import { account, identity } from './tables.ts'

export interface NewAccount {
  personId: string
  login: string
  email?: string | null
  /** A password of the person's own. Without one, and without `temporary`, the account waits for a recovery by mail or by the registrar. */
  password?: string
  /** Makes a temporary password, to be printed and changed at the first sign-in. */
  temporary?: boolean
  /** A hash made before (many accounts with one password: the demonstration). Never from outside. */
  passwordHash?: string
  locale?: string
  /** Only by `demo`. */
  demonstration?: boolean
}

export interface MadeAccount {
  id: string
  personId: string
  login: string
  /** The temporary password in the open, told once. */
  temporaryPassword: string | null
}

/**
 * Makes accounts in the transaction of a change, with their trace records; signing up is closed (R3.6a), so registrars,
 * imports and the demonstration are the only callers.
 * @throws foundation.sessions.weak-password (422), foundation.sessions.taken (409) for a login, e-mail or person that has an account
 */
export async function createAccounts(ctx: Ctx, tx: Tx, given: NewAccount[]): Promise<MadeAccount[]> {
  const made: MadeAccount[] = []
  for (let start = 0; start < given.length; start += 500) {
    const rows: (typeof account.$inferInsert)[] = []
    const ways: (typeof identity.$inferInsert)[] = []
    for (const one of given.slice(start, start + 500)) {
      const id = newId()
      const login = normalLogin(one.login)
      if (one.password !== undefined) refuseWeakPassword(one.password, [login, one.email ?? ''])
      const temporaryPassword = one.temporary ? makeTemporaryPassword() : null
      const password = one.password ?? temporaryPassword
      const hash = one.passwordHash ?? (password === null ? null : await hashPassword(password))
      rows.push({
        id,
        personId: one.personId,
        username: login,
        email: one.email?.trim() || null,
        locale: one.locale ?? null,
        demonstration: one.demonstration ?? false,
        temporaryUntil: temporaryPassword ? temporaryFor() : null,
      })
      if (hash) ways.push({ userId: id, providerId: 'credential', accountId: id, password: hash })
      made.push({ id, personId: one.personId, login, temporaryPassword })
    }
    await tx.insert(account).values(rows).catch(explainTaken)
    if (ways.length > 0) await tx.insert(identity).values(ways)
  }
  await record(ctx, tx, ...made.map((one) => ({ verb: 'account.made', object: { type: 'account', id: one.id }, about: one.personId })))
  return made
}

/** Makes one account. See `createAccounts`. */
export async function createAccount(ctx: Ctx, tx: Tx, given: NewAccount): Promise<MadeAccount> {
  const [made] = await createAccounts(ctx, tx, [given])
  if (!made) throw new Error('no account was made')
  return made
}

/**
 * A free login like the wished one: `asanov`, then `asanov2`, `asanov3` …
 * @param wished Latin letters, digits, dots and hyphens are kept
 */
export async function freeLogin(tx: Pick<Tx, 'select'>, wished: string): Promise<string> {
  const base =
    normalLogin(wished)
      .replace(/[^a-z0-9.-]/g, '')
      .slice(0, 40) || 'user'
  const rows = await tx
    .select({ login: account.username })
    .from(account)
    .where(sql`${account.username} ~ ${`^${base.replace(/[.-]/g, '\\$&')}[0-9]*$`}`)
  const taken = new Set(rows.map((row) => row.login))
  if (!taken.has(base)) return base
  for (let number = 2; ; number++) if (!taken.has(`${base}${number}`)) return `${base}${number}`
}

/** Makes a refusal of the database about a taken login, e-mail or person a problem at its field. @throws foundation.sessions.taken (409) */
export function explainTaken(error: unknown): never {
  const cause = (error as { cause?: { code?: string; constraint?: string } }).cause
  if (cause?.code !== '23505') throw error
  const path = cause.constraint?.includes('email') ? 'email' : cause.constraint?.includes('login') ? 'login' : 'personId'
  throw problem('foundation.sessions.taken', { status: 409, fields: [{ path, key: 'fields.taken' }] })
}
