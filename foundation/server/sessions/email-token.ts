import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, like } from 'drizzle-orm'
import type { Tx } from '../database/database.ts'
import { verification } from './tables.ts'

const kind = 'new-email:'
const digest = (token: string): string => kind + createHash('sha256').update(token).digest('base64url')

/** Makes a one-use token that proves who reads an address; only its hash is kept. Earlier ones of the account end. */
export async function issueEmailToken(tx: Tx, accountId: string, email: string, minutes: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await dropEmailTokens(tx, accountId)
  await tx
    .insert(verification)
    .values({ identifier: digest(token), value: `${accountId} ${email}`, expiresAt: new Date(Date.now() + minutes * 60_000) })
  return token
}

/** Ends the tokens of an account that wait for a click. */
export async function dropEmailTokens(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(verification).where(and(like(verification.identifier, `${kind}%`), like(verification.value, `${accountId} %`)))
}

/** Uses a token up; gives the account and the address it proves, or null when it is unknown, used or too old. */
export async function useEmailToken(tx: Tx, token: string): Promise<{ accountId: string; email: string } | null> {
  const [used] = await tx
    .delete(verification)
    .where(and(eq(verification.identifier, digest(token)), gt(verification.expiresAt, new Date())))
    .returning({ value: verification.value })
  const [accountId, email] = used?.value.split(' ') ?? []
  return accountId && email ? { accountId, email } : null
}
