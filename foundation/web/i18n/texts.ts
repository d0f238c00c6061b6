import { createInstance, type i18n as I18n, type ResourceLanguage } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { pluralCategory } from '../../i18n/format.ts'
import { isLocale, type Locale } from '../../i18n/localized.ts'
import { currentLocale, turnPage } from './current-locale.ts'

/** The texts of one namespace in one language. */
export type Texts = ResourceLanguage

/** How the texts are fetched; the portal gives it, because it knows the domains. */
export interface TextSource {
  /** Texts of the shell and `nav` of every domain: namespace → texts. */
  shell: (locale: Locale) => Promise<Record<string, Texts>>
  namespace: (locale: Locale, namespace: string) => Promise<Texts>
}

/** The texts of the page; `useText` reads them. */
export const texts: I18n = createInstance()

let source: TextSource
const wanted = new Set<string>()
const loading = new Map<string, Promise<void>>()

/** Plural forms by the portal's own rules: a browser without Kyrgyz would take another language's. */
function ownPlurals(): void {
  const resolver = texts.services.pluralResolver as { getRule: (code: string) => unknown }
  const categories: Record<Locale, string[]> = { ky: ['one', 'other'], ru: ['one', 'few', 'many', 'other'], en: ['one', 'other'] }
  resolver.getRule = (code) => {
    const locale: Locale = isLocale(code) ? code : 'en'
    return {
      select: (count: number) => pluralCategory(count, locale),
      resolvedOptions: () => ({ pluralCategories: [...categories[locale]] }),
    }
  }
}

async function loadOne(locale: Locale, namespace: string): Promise<void> {
  const key = `${locale}/${namespace}`
  let pending = loading.get(key)
  if (!pending) {
    pending = source.namespace(locale, namespace).then((loaded) => {
      texts.addResourceBundle(locale, namespace, loaded, true, true)
    })
    pending.catch(() => loading.delete(key))
    loading.set(key, pending)
  }
  await pending
}

async function loadShell(locale: Locale): Promise<void> {
  const key = `${locale}/`
  let pending = loading.get(key)
  if (!pending) {
    pending = source.shell(locale).then((all) => {
      for (const [namespace, loaded] of Object.entries(all)) texts.addResourceBundle(locale, namespace, loaded, true, false)
    })
    pending.catch(() => loading.delete(key))
    loading.set(key, pending)
  }
  await pending
}

/** Begins with the shell's texts in the reader's language. */
export async function startTexts(from: TextSource): Promise<void> {
  source = from
  const locale = currentLocale()
  const shell = loadShell(locale)
  await texts.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: {},
    ns: [],
    defaultNS: 'foundation',
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    initAsync: false,
  })
  ownPlurals()
  document.documentElement.lang = locale
  await shell
}

/** Loads the texts a page needs, in the language of the page. */
export async function loadTexts(namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces) wanted.add(namespace)
  await Promise.all(namespaces.filter((namespace) => namespace !== 'foundation').map((one) => loadOne(currentLocale(), one)))
}

/** Turns the page to another language: first its texts are fetched, then everything changes at once. */
export async function changeLocale(locale: Locale): Promise<void> {
  await Promise.all([loadShell(locale), ...[...wanted].filter((one) => one !== 'foundation').map((one) => loadOne(locale, one))])
  turnPage(locale)
  await texts.changeLanguage(locale)
}
