import DataLoader from 'dataloader'
import type { ReadDb } from './database.ts'

/** Keys of one statement at most. */
const mostKeys = 200

/**
 * A read that is asked for one key at a time and done for all keys asked for in the same turn of the event loop, in one
 * statement: the pages of a whole class that open at once cost few round trips instead of one each. Nothing is kept
 * after the answer, so a reader never sees what was so before they asked.
 *
 * @param read reads many keys at once (each once); what it leaves out of its answer is `undefined` to who asked
 * @param nameOf a key's text, where keys are not texts themselves
 */
export function together<Key, Value>(
  read: (db: ReadDb, keys: Key[]) => Promise<ReadonlyMap<string, Value>>,
  nameOf: (key: Key) => string = String,
): (db: ReadDb, key: Key) => Promise<Value | undefined> {
  const loaders = new WeakMap<ReadDb, DataLoader<Key, Value | undefined>>()
  const loaderOf = (db: ReadDb) => {
    const known = loaders.get(db)
    if (known) return known
    const loader = new DataLoader<Key, Value | undefined>(
      async (keys) => {
        const found = await read(db, [...new Map(keys.map((key) => [nameOf(key), key])).values()])
        return keys.map((key) => found.get(nameOf(key)))
      },
      { cache: false, maxBatchSize: mostKeys, batchScheduleFn: (dispatch) => void setImmediate(dispatch) },
    )
    loaders.set(db, loader)
    return loader
  }
  return (db, key) => loaderOf(db).load(key)
}
