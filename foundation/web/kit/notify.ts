export type NoticeTone = 'info' | 'good' | 'bad'

export interface Toast {
  id: number
  tone: NoticeTone
  text: string
  action?: { label: string; run: () => void }
}

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Takes a message away. */
export function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

/**
 * Tells in passing that something was done: `notify(t('saved'), 'good')`. It is read aloud by the live region and
 * goes away; an error that must be acted on belongs on the page, not here.
 */
export function notify(text: string, tone: NoticeTone = 'info', action?: Toast['action']): void {
  last += 1
  const id = last
  set([...toasts.slice(-2), { id, tone, text, ...(action ? { action } : {}) }])
  setTimeout(() => dismiss(id), tone === 'bad' || action ? 12_000 : 6_000)
}

/** For `useSyncExternalStore`. */
export const toastStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  get: (): readonly Toast[] => toasts,
}
