import { and, eq, or, sql } from 'drizzle-orm'
import type { ReadDb } from '../database/database.ts'
import { account, identity } from './tables.ts'

type Reader = Pick<ReadDb, 'select'>

const columns = {
  id: account.id,
  personId: account.personId,
  login: account.username,
  email: account.email,
  disabledAt: account.disabledAt,
  demonstration: account.demonstration,
  temporaryUntil: account.temporaryUntil,
  hasSecondFactor: account.twoFactorEnabled,
  hash: identity.password,
}

export interface FoundAccount {
  id: string
  personId: string
  login: string
  email: string | null
  disabledAt: Date | null
  demonstration: boolean
  temporaryUntil: Date | null
  hasSecondFactor: boolean
  /** argon2id; null when the account has no password. */
  hash: string | null
}

function select(db: Reader) {
  return db
    .select(columns)
    .from(account)
    .leftJoin(identity, and(eq(identity.userId, account.id), eq(identity.providerId, 'credential')))
}

/** Finds an account by login or e-mail, as the person typed it. */
export async function findByLogin(db: Reader, typed: string): Promise<FoundAccount | null> {
  const login = normalLogin(typed)
  const found = await select(db)
    .where(or(eq(account.username, login), sql`lower(${account.email}) = ${login}`))
    .limit(2)
  // A login wins over somebody else's e-mail of the same spelling.
  return found.find((one) => one.login === login) ?? found[0] ?? null
}

/** Finds an account by its e-mail alone. */
export async function findByEmail(db: Reader, email: string): Promise<FoundAccount | null> {
  return (await select(db).where(sql`lower(${account.email}) = ${normalLogin(email)}`))[0] ?? null
}

/** Finds an account by its id. */
export async function findAccount(db: Reader, id: string): Promise<FoundAccount | null> {
  return (await select(db).where(eq(account.id, id)))[0] ?? null
}

/** Finds the account of a person. */
export async function findOfPerson(db: Reader, personId: string): Promise<FoundAccount | null> {
  return (await select(db).where(eq(account.personId, personId)))[0] ?? null
}

/** Logins know no case and no spaces around. */
export function normalLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}
