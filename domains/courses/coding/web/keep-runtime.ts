import type { RuntimeView } from '../contract.ts'

/**
 * The files of Python on this device, in the browser's Cache Storage: the same for everybody, nothing of anybody in them. They are
 * only kept here; they run in a frame of the content origin, which has no storage of its own.
 */
export type RuntimeFiles = Record<string, ArrayBuffer>

const beginning = 'coding-runtime-'

function versionOf(view: RuntimeView): string {
  return view.address.split('/').at(-2) ?? ''
}

async function open(view: RuntimeView): Promise<Cache | null> {
  try {
    return await caches.open(beginning + versionOf(view))
  } catch {
    // a private window, an old browser, a page without https
    return null
  }
}

const addressOf = (view: RuntimeView, name: string): string => `/kept/coding/${versionOf(view)}/${name}`

/** Whether everything is on the device. */
export async function isKept(view: RuntimeView): Promise<boolean> {
  const cache = await open(view)
  if (!cache) return false
  const found = await Promise.all(view.files.map(({ name }) => cache.match(addressOf(view, name))))
  return found.every(Boolean)
}

/** The kept files; null when one is missing or spoilt. */
export async function readKeptRuntime(view: RuntimeView): Promise<RuntimeFiles | null> {
  const cache = await open(view)
  if (!cache) return null
  const files: RuntimeFiles = {}
  for (const { name } of view.files) {
    const bytes = await (await cache.match(addressOf(view, name)))?.arrayBuffer()
    if (!bytes) return null
    files[name] = bytes
  }
  return (await areRight(view, files)) ? files : null
}

/** Keeps files that were fetched, and removes those of earlier versions. Tells whether the device took them. */
export async function keepRuntime(view: RuntimeView, files: RuntimeFiles): Promise<boolean> {
  const cache = await open(view)
  if (!cache) return false
  try {
    for (const { name } of view.files) await cache.put(addressOf(view, name), new Response(files[name] ?? null))
    for (const name of await caches.keys()) if (name.startsWith(beginning) && name !== beginning + versionOf(view)) await caches.delete(name)
    return true
  } catch {
    await caches.delete(beginning + versionOf(view)).catch(() => false)
    return false
  }
}

/** Removes Python from this device. */
export async function dropRuntime(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(beginning)) await caches.delete(name)
}

/** Whether these are the files that the server told of. */
export async function areRight(view: RuntimeView, files: RuntimeFiles): Promise<boolean> {
  for (const { name, bytes, sha256 } of view.files) {
    const file = files[name]
    if (file?.byteLength !== bytes) return false
    // without https there are no sums, but nothing is kept there either
    if (typeof crypto.subtle === 'undefined') continue
    const sum = [...new Uint8Array(await crypto.subtle.digest('SHA-256', file))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    if (sum !== sha256) return false
  }
  return true
}
