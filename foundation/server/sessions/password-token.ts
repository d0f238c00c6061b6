import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '../database/database.ts'
import { passwordToken } from './tables.ts'

/** Makes a one-use token for a new password; only its hash is kept. Earlier ones of the account end. */
export async function issuePasswordToken(tx: Tx, accountId: string, minutes: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx.delete(passwordToken).where(and(eq(passwordToken.userId, accountId), isNull(passwordToken.usedAt)))
  await tx.insert(passwordToken).values({ userId: accountId, hash: digest(token), expiresAt: new Date(Date.now() + minutes * 60_000) })
  return token
}

/** Uses a token up; gives its account, or null when it is unknown, used or too old. Two uses at once: one wins. */
export async function usePasswordToken(tx: Tx, token: string): Promise<string | null> {
  const used = await tx
    .update(passwordToken)
    .set({ usedAt: new Date() })
    .where(and(eq(passwordToken.hash, digest(token)), isNull(passwordToken.usedAt), gt(passwordToken.expiresAt, new Date())))
    .returning({ accountId: passwordToken.userId })
  return used[0]?.accountId ?? null
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
