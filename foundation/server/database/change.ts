import type { SQL } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { hasRecord } from '../trace/record.ts'
import type { Tx } from './database.ts'

/**
 * The only door for a change of state: one transaction that holds the change, its trace record and its events (which
 * are jobs written in the same transaction, so they are delivered after the commit or not at all).
 * Serialisation failures and deadlocks are tried again twice.
 * @throws when the work would commit without having called `record` (R1.3c)
 */
export function change<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return tried(() =>
    ctx.portal.database.write.transaction(async (tx) => {
      const result = await work(tx)
      if (!hasRecord(tx)) throw new Error('a change without its trace record cannot commit (R1.3c)')
      return result
    }),
  )
}

/**
 * A change that is one statement and no act of its own: what it writes is told of by the act it belongs to (answers, by the attempt they
 * are kept with). The statement is its own transaction and is on the disk when this returns, without the two round trips that begin and
 * end one: in an exam they are a tenth of the portal's work. Anything that is an act goes through `change`.
 */
export async function changeAtOnce<Row extends Record<string, unknown>>(ctx: Ctx, statement: SQL): Promise<Row[]> {
  const done = await tried(() => ctx.portal.database.write.execute(statement))
  return done.rows as Row[]
}

async function tried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const code = (error as { cause?: { code?: string } }).cause?.code ?? (error as { code?: string }).code
      if (attempt < 3 && (code === '40001' || code === '40P01')) continue
      throw error
    }
  }
}
