import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { desc, gt, isNull, or, sql } from 'drizzle-orm'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import type { Tx } from '../../../../foundation/server/database/database.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import { toolKey } from '../tables.ts'

/** How long a key that no longer signs can still be read: tools keep what they fetched. */
const readableDays = 30

/** The public keys of the portal towards tools; makes the first one at first need. */
export async function readKeys(ctx: Ctx): Promise<{ keys: JWK[] }> {
  const since = new Date(Date.now() - readableDays * 86_400_000)
  const read = () =>
    ctx.db
      .select()
      .from(toolKey)
      .where(or(isNull(toolKey.retiredAt), gt(toolKey.retiredAt, since)))
      .orderBy(desc(toolKey.createdAt))
  let rows = await read()
  if (rows.length === 0) {
    await signingKey(ctx)
    rows = await read()
  }
  return { keys: rows.map((row) => row.publicKey as JWK) }
}

/** The key that signs now. */
export async function signingKey(ctx: Ctx): Promise<{ kid: string; key: CryptoKey | Uint8Array }> {
  const [found] = await ctx.db.select().from(toolKey).where(isNull(toolKey.retiredAt)).orderBy(desc(toolKey.createdAt)).limit(1)
  const row = found ?? (await change(ctx, (tx) => makeKey(ctx, tx, false)))
  const privateKey = JSON.parse(await symmetricDecrypt({ key: ctx.portal.config.secret, data: row.privateKey })) as JWK
  return { kid: row.kid, key: await importJWK(privateKey, 'RS256') }
}

/** Makes a new key that signs from now on; the old ones can still be read for a month. */
export async function rotateKeys(ctx: Ctx): Promise<void> {
  await change(ctx, (tx) => makeKey(ctx, tx, true))
}

async function makeKey(ctx: Ctx, tx: Tx, anew: boolean): Promise<typeof toolKey.$inferSelect> {
  // Two processes at their first launch make one key.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('courses.tool_key', 0))`)
  const [there] = await tx.select().from(toolKey).where(isNull(toolKey.retiredAt)).orderBy(desc(toolKey.createdAt)).limit(1)
  if (there && !anew) {
    await record(ctx, tx)
    return there
  }
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const [open, secret] = await Promise.all([exportJWK(pair.publicKey), exportJWK(pair.privateKey)])
  const kid = await calculateJwkThumbprint(open)
  await tx.update(toolKey).set({ retiredAt: new Date() }).where(isNull(toolKey.retiredAt))
  const [made] = await tx
    .insert(toolKey)
    .values({
      kid,
      publicKey: { ...open, kid, use: 'sig', alg: 'RS256' },
      privateKey: await symmetricEncrypt({ key: ctx.portal.config.secret, data: JSON.stringify(secret) }),
    })
    .returning()
  if (!made) throw new Error('the key was not written')
  await record(ctx, tx, { verb: 'tool-key.made', object: { type: 'tool-key', id: kid } })
  return made
}
