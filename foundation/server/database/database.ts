import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

/** Reads only: the pool behind it opens every session read-only, so a stray write fails in the database itself. */
export type ReadDb = NodePgDatabase
/** An open write transaction, handed out by `change()` alone. */
export type Tx = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]

export interface Database {
  /** The database's address; jobs and realtime open connections of their own. */
  url: string
  read: ReadDb
  /** Only `change()` and the parts of the foundation that keep no university record may use it. */
  write: NodePgDatabase
  readPool: pg.Pool
  writePool: pg.Pool
  close: () => Promise<void>
}

/**
 * Opens the two pools of the portal: one that cannot write, one that can.
 * @param url postgres:// address
 * @param poolSize connections for each of the two pools
 */
export function openDatabase(url: string, poolSize = 10): Database {
  const common = { connectionString: url, max: poolSize, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000 }
  const readPool = new pg.Pool({ ...common, application_name: 'portal-read', options: '-c default_transaction_read_only=on -c timezone=UTC' })
  const writePool = new pg.Pool({ ...common, application_name: 'portal-write', options: '-c timezone=UTC' })
  // A connection that the server cuts is replaced by the pool, idle or lent to a transaction that is computing just then: the next statement
  // on it fails and is told. Without a listener on both, the loss itself would end the process.
  for (const pool of [readPool, writePool]) {
    pool.on('error', () => {})
    pool.on('connect', (client: pg.PoolClient) => client.on('error', () => {}))
  }
  return {
    url,
    readPool,
    writePool,
    read: drizzle(readPool),
    write: drizzle(writePool),
    close: async () => {
      await Promise.all([readPool.end(), writePool.end()])
    },
  }
}
