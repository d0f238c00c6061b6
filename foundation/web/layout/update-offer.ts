/** A newer version of the portal waits; the shell shows the offer, the reader decides when. */
let take: (() => void) | null = null
const listeners = new Set<() => void>()

/** Tells the shell that a newer version waits. */
export function offerUpdate(apply: () => void): void {
  take = apply
  for (const listener of listeners) listener()
}

/** For `useSyncExternalStore`: how to take the newer version, or null. */
export const updateOffer = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  get: (): (() => void) | null => take,
}
