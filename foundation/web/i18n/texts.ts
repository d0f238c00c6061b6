import type { Locale } from '../../i18n/localized.ts'
import { currentLocale, turnPage } from './current-locale.ts'
import { translate, type Texts, type TextValues } from './translate.ts'

export type { Texts } from './translate.ts'

/** How the texts are fetched; the portal gives it, because it knows the domains. */
export interface TextSource {
  /** Texts of the shell and `nav` of every domain: namespace → texts. */
  shell: (locale: Locale) => Promise<Record<string, Texts>>
  namespace: (locale: Locale, namespace: string) => Promise<Texts>
}

let source: TextSource
const store = new Map<string, Texts>()
const wanted = new Set<string>()
const loading = new Map<string, Promise<void>>()
const listeners = new Set<() => void>()
let version = 0

function changed(): void {
  version += 1
  for (const listener of listeners) listener()
}

/** For `useSyncExternalStore`: changes whenever texts come or the language turns. */
export const textVersion = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  get: (): number => version,
}

/**
 * The text of a key in the language of the page.
 * @param key 'items.title' in the namespace, or 'people:items.title' in another one
 * @returns the key itself when there is no such text
 */
export function readText(namespace: string, key: string, values?: TextValues): string {
  const cut = key.indexOf(':')
  const [space, rest] = cut > 0 ? [key.slice(0, cut), key.slice(cut + 1)] : [namespace, key]
  const locale = currentLocale()
  return translate(store.get(`${locale}/${space}`), locale, rest, values) ?? rest
}

function once(key: string, load: () => Promise<void>): Promise<void> {
  let pending = loading.get(key)
  if (!pending) {
    pending = load()
    pending.catch(() => loading.delete(key))
    loading.set(key, pending)
  }
  return pending
}

function loadOne(locale: Locale, namespace: string): Promise<void> {
  return once(`${locale}/${namespace}`, async () => {
    store.set(`${locale}/${namespace}`, await source.namespace(locale, namespace))
    changed()
  })
}

function loadShell(locale: Locale): Promise<void> {
  return once(`${locale}/`, async () => {
    for (const [namespace, texts] of Object.entries(await source.shell(locale))) {
      // a domain's whole texts, if they are here already, hold its `nav` too
      if (!store.has(`${locale}/${namespace}`)) store.set(`${locale}/${namespace}`, texts)
    }
    changed()
  })
}

const loadAll = (locale: Locale, namespaces: Iterable<string>): Promise<unknown> =>
  Promise.all([...namespaces].filter((namespace) => namespace !== 'foundation').map((one) => loadOne(locale, one)))

/** Begins with the shell's texts in the reader's language. */
export async function startTexts(from: TextSource): Promise<void> {
  source = from
  document.documentElement.lang = currentLocale()
  await loadShell(currentLocale())
}

/** Loads the texts a page needs, in the language of the page. */
export async function loadTexts(namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces) wanted.add(namespace)
  await loadAll(currentLocale(), namespaces)
}

/** Turns the page to another language: first its texts are fetched, then everything changes at once. */
export async function changeLocale(locale: Locale): Promise<void> {
  await Promise.all([loadShell(locale), loadAll(locale, wanted)])
  turnPage(locale)
  changed()
}
