/**
 * Answers that were opened are kept on the device, each account's apart, so that they can be read without a line.
 * Everything of an account is removed when it signs out. A device that refuses storage simply keeps nothing.
 */
const databaseName = 'portal-answers'
const storeName = 'answers'
const keptFor = 30 * 86_400_000
const keptAtMost = 400

/** One kept answer. */
export interface KeptAnswer {
  address: string
  account: string
  data: unknown
  /** When the server gave it. */
  at: number
}

let opening: Promise<IDBDatabase | null> | undefined

function open(): Promise<IDBDatabase | null> {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(databaseName, 1)
      request.onupgradeneeded = () => {
        const store = request.result.createObjectStore(storeName, { keyPath: ['account', 'address'] })
        store.createIndex('account', ['account', 'at'])
      }
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
      request.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
  return opening
}

function finish<T>(request: IDBRequest<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => resolve(undefined)
  })
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore | null> {
  const database = await open()
  return database ? database.transaction(storeName, mode).objectStore(storeName) : null
}

/** The kept answer of an address, unless it has grown too old. */
export async function readKept(account: string, address: string): Promise<KeptAnswer | undefined> {
  const answers = await store('readonly')
  if (!answers) return undefined
  const found = (await finish(answers.get([account, address]))) as KeptAnswer | undefined
  return found && Date.now() - found.at < keptFor ? found : undefined
}

/** Keeps an answer. */
export async function keep(answer: KeptAnswer): Promise<void> {
  const answers = await store('readwrite')
  if (answers) await finish(answers.put(answer))
}

/** Removes everything of an account: at sign-out. */
export async function forgetAccount(account: string): Promise<void> {
  const answers = await store('readwrite')
  if (answers) await finish(answers.delete(IDBKeyRange.bound([account], [account, []])))
}

/** Removes what was kept of everybody else: whoever signs in after an expired session finds nothing of another person. */
export async function forgetOthers(account: string): Promise<void> {
  const answers = await store('readwrite')
  if (!answers) return
  answers.delete(IDBKeyRange.upperBound([account], true))
  answers.delete(IDBKeyRange.lowerBound([account, []], true))
}

/** Drops what is old or beyond the number that is kept. */
export async function tidyKept(account: string): Promise<void> {
  const answers = await store('readwrite')
  if (!answers) return
  const keys = ((await finish(answers.index('account').getAllKeys(IDBKeyRange.bound([account], [account, []])))) ?? []) as IDBValidKey[]
  for (const key of keys.slice(0, Math.max(0, keys.length - keptAtMost))) answers.delete(key)
}
