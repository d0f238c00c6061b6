interface LockedBrowser {
  security?: { configKey?: string; updateKeys?: (done: () => void) => void }
}

/** The address that was loaded: Safe Exam Browser's hash is of that one, whatever page the portal shows since. */
const loaded = (globalThis as { location?: Location }).location?.href ?? ''

const locked = (): LockedBrowser['security'] => (globalThis as { SafeExamBrowser?: LockedBrowser }).SafeExamBrowser?.security

// older versions fill the key in only when they are asked to
locked()?.updateKeys?.(() => undefined)

/** What a page in Safe Exam Browser proves itself by where SEB adds no header of its own; nothing in other browsers. */
export function lockedBrowserHeaders(): Record<string, string> {
  const key = locked()?.configKey
  return key ? { 'x-portal-seb-key': key, 'x-portal-seb-page': loaded } : {}
}
