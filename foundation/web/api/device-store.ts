/**
 * A small store on the device (IndexedDB) for what is not on the server yet: answers that wait for the line, drafts with
 * their files. It survives a reload. Where a device refuses storage, everything is simply kept in memory.
 */
export interface DeviceStore<Value> {
  get: (key: string) => Promise<Value | undefined>
  put: (key: string, value: Value) => Promise<void>
  remove: (key: string) => Promise<void>
  /** Everything whose key begins so. */
  list: (beginning: string) => Promise<[string, Value][]>
}

const storeName = 'kept'

function open(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(storeName)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
      request.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}

/** Opens (once) the store of that name, e.g. `portal-answers-waiting`. */
export function deviceStore<Value>(name: string): DeviceStore<Value> {
  const memory = new Map<string, Value>()
  let opening: Promise<IDBDatabase | null> | undefined
  const act = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> => {
    opening ??= open(name)
    const database = await opening
    if (!database) return undefined
    return new Promise((resolve) => {
      const transaction = database.transaction(storeName, mode)
      const request = work(transaction.objectStore(storeName))
      // a write is kept when its transaction is complete, not before
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => resolve(undefined)
      transaction.onabort = () => resolve(undefined)
    })
  }
  return {
    get: async (key) => memory.get(key) ?? ((await act('readonly', (store) => store.get(key))) as Value | undefined),
    put: async (key, value) => {
      memory.set(key, value)
      await act('readwrite', (store) => store.put(value, key))
    },
    remove: async (key) => {
      memory.delete(key)
      await act('readwrite', (store) => store.delete(key))
    },
    list: async (beginning) => {
      const range = IDBKeyRange.bound(beginning, `${beginning}\uffff`)
      const keys = ((await act('readonly', (store) => store.getAllKeys(range))) ?? []) as string[]
      const found = new Map<string, Value>()
      for (const key of keys) {
        const value = (await act('readonly', (store) => store.get(key))) as Value | undefined
        if (value !== undefined) found.set(key, value)
      }
      for (const [key, value] of memory) if (key.startsWith(beginning)) found.set(key, value)
      return [...found]
    },
  }
}
