import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database, Tx } from '../database/database.ts'

interface Bound {
  tx: Tx | null
  /** Opens the transaction when the first write comes near; only the OIDC callback waits with it. */
  begin: (() => Promise<Tx>) | null
}

const bound = new AsyncLocalStorage<Bound>()

/**
 * The database as better-auth sees it: its reads and writes go into the transaction of the running `change()`, so an act
 * of sign-in and its trace record commit together. A write outside one throws.
 */
export function boundDatabase(database: Database): object {
  const writes = new Set(['insert', 'update', 'delete', 'execute', 'transaction'])
  return new Proxy(database.read, {
    get(read, name) {
      const tx = bound.getStore()?.tx
      if (tx) return member(tx, name)
      if (typeof name === 'string' && writes.has(name)) {
        return () => {
          throw new Error('better-auth wrote outside of a traced change')
        }
      }
      return member(read, name)
    },
  })
}

function member(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name)
  return typeof value === 'function' ? (value.bind(target) as unknown) : value
}

/** Runs better-auth's work in a transaction. */
export function inTransaction<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  return bound.run({ tx, begin: null }, work)
}

/** Runs better-auth's work that talks to another server first: the transaction begins when `beginBound` is called. */
export function beginningLater<T>(begin: () => Promise<Tx>, work: () => Promise<T>): Promise<T> {
  return bound.run({ tx: null, begin }, work)
}

/** The transaction of the work that runs now; begins it when that was put off. */
export async function beginBound(): Promise<Tx> {
  const store = bound.getStore()
  if (!store) throw new Error('no traced change is running')
  store.tx ??= store.begin ? await store.begin() : null
  if (!store.tx) throw new Error('no transaction to write in')
  return store.tx
}
