import { currentAccount } from '../session/current-account.ts'
import { noteStorage } from './storage-state.ts'

/**
 * A small store on the device (IndexedDB) for what is not on the server yet: answers that wait for the line, drafts with
 * their files. It survives a reload. Every entry belongs to the account of the page that wrote it: on a shared phone
 * nobody reads, sends or removes what another person left. Where a device refuses storage, everything is kept in memory.
 */
export interface DeviceStore<Value> {
  get: (key: string) => Promise<Value | undefined>
  /** Tells whether the device keeps it; false: only this page does, until it is closed. */
  put: (key: string, value: Value) => Promise<boolean>
  remove: (key: string) => Promise<void>
  /** Everything of this account whose key begins so. */
  list: (beginning?: string) => Promise<[string, Value][]>
  /** How many entries of this account are not on the server yet (see `onSignOut`). */
  unsent: () => Promise<number>
  /** Removes everything of this account. */
  wipe: () => Promise<void>
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

let owner: string | null = null

/** A page belongs to one account from its load to its end, also when the session expires under it: a sign-in loads it anew. */
function ownerOfPage(): string | null {
  owner ??= currentAccount()
  return owner
}

const opened = new Map<string, DeviceStore<unknown>>()

/** Opens (once) the store of that name, e.g. `portal-answers-waiting`; register it with `onSignOut` where the domain starts. */
export function deviceStore<Value>(name: string): DeviceStore<Value> {
  const known = opened.get(name) ?? (make<Value>(name) as DeviceStore<unknown>)
  opened.set(name, known)
  return known as DeviceStore<Value>
}

function make<Value>(name: string): DeviceStore<Value> {
  const memory = new Map<string, Value>()
  let opening: Promise<IDBDatabase | null> | undefined
  const act = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<{ answer: T } | null> => {
    opening ??= open(name)
    const database = ownerOfPage() === null ? null : await opening
    const done = await new Promise<{ answer: T } | null>((resolve) => {
      if (!database) return resolve(null)
      try {
        const transaction = database.transaction(storeName, mode)
        const request = work(transaction.objectStore(storeName))
        // a write is kept when its transaction is complete, not before
        transaction.oncomplete = () => resolve({ answer: request.result })
        transaction.onerror = () => resolve(null)
        transaction.onabort = () => resolve(null)
      } catch {
        // a full or closed store, or a value that it does not take: the page's memory has it
        resolve(null)
      }
    })
    if (mode === 'readwrite') noteStorage(done !== null)
    return done
  }
  const full = (key: string): string => `${ownerOfPage() ?? ''} ${key}`
  const range = (beginning: string): IDBKeyRange => IDBKeyRange.bound(full(beginning), `${full(beginning)}\uffff`)
  const list = async (beginning = ''): Promise<[string, Value][]> => {
    const keys = ((await act('readonly', (store) => store.getAllKeys(range(beginning))))?.answer ?? []) as string[]
    const found = new Map<string, Value>()
    for (const key of keys) {
      const value = (await act('readonly', (store) => store.get(key)))?.answer as Value | undefined
      if (value !== undefined) found.set(key, value)
    }
    for (const [key, value] of memory) if (key.startsWith(full(beginning))) found.set(key, value)
    return [...found].map(([key, value]) => [key.slice(full('').length), value])
  }
  return {
    get: async (key) => memory.get(full(key)) ?? ((await act('readonly', (store) => store.get(full(key))))?.answer as Value | undefined),
    put: async (key, value) => {
      memory.set(full(key), value)
      return (await act('readwrite', (store) => store.put(value, full(key)))) !== null
    },
    remove: async (key) => {
      memory.delete(full(key))
      await act('readwrite', (store) => store.delete(full(key)))
    },
    list,
    unsent: async () => (await list()).length,
    wipe: async () => {
      memory.clear()
      await act('readwrite', (store) => store.delete(range('')))
    },
  }
}
