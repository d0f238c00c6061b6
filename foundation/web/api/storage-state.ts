import { useEffect, useSyncExternalStore } from 'react'

let refused = false
let probed = false
const listeners = new Set<() => void>()

/** Told by the stores after every write: did the device keep it? */
export function noteStorage(kept: boolean): void {
  if (refused === !kept) return
  refused = !kept
  for (const listener of listeners) listener()
}

/** Private windows and full devices refuse to open a store; asked once a page. */
function probe(): void {
  if (probed) return
  probed = true
  try {
    const request = indexedDB.open('portal-storage-probe', 1)
    request.onsuccess = () => request.result.close()
    request.onerror = () => noteStorage(false)
  } catch {
    noteStorage(false)
  }
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether this device keeps nothing for the portal: then what is not sent lives only as long as its page. */
export function useStorageRefused(): boolean {
  useEffect(probe, [])
  return useSyncExternalStore(subscribe, () => refused)
}
