import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import i18next, { type i18n } from 'i18next'
import { locales, type Locale } from '../../i18n/localized.ts'

/** Found when first asked for: drizzle-kit loads modules of the server in a form that has no `import.meta`. */
const top = (): string => join(import.meta.dirname, '../../..')

function load(folder: string, locale: Locale): Record<string, unknown> | undefined {
  const file = join(top(), folder, 'locales', `${locale}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : undefined
}

function open(): i18n {
  const resources: Record<string, Record<string, Record<string, unknown>>> = {}
  const domains = existsSync(join(top(), 'domains')) ? readdirSync(join(top(), 'domains')) : []
  for (const locale of locales) {
    const texts: Record<string, Record<string, unknown>> = {}
    for (const [namespace, folder] of [
      ['foundation', 'foundation/server'],
      ['portal', 'portal'],
      ...domains.map((name) => [name, `domains/${name}`]),
    ]) {
      const found = load(folder as string, locale)
      if (found) texts[namespace as string] = found
    }
    resources[locale] = texts
  }
  const instance = i18next.createInstance()
  void instance.init({
    resources,
    fallbackLng: 'ky',
    defaultNS: 'foundation',
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  })
  return instance
}

let opened: i18n | undefined
const texts = (): i18n => (opened ??= open())

/**
 * Server text (problems, mails, documents) in the reader's language.
 * @param key `domain:path.to.text`, from `domains/<domain>/locales/<locale>.json` (`foundation:` and `portal:` likewise)
 */
export function text(locale: Locale, key: string, params: Record<string, unknown> = {}): string {
  return texts().t(key, { lng: locale, ...params })
}

/** Whether the text exists; for optional details. @param params as for `text`: with a count, its plural form is looked for */
export function hasText(locale: Locale, key: string, params: Record<string, unknown> = {}): boolean {
  return texts().exists(key, { lng: locale, ...params })
}

/**
 * The titles of all problems, for the API's description; `{{…}}` stays where values will stand. Details, and the words
 * for single fields, are left out.
 */
export function problemTitles(locale: Locale): { domain: string; key: string; title: string }[] {
  const namespaces = texts().getDataByLanguage(locale) ?? {}
  return Object.entries(namespaces).flatMap(([domain, words]) =>
    flatten((words as { problems?: object }).problems ?? {})
      .filter(([key]) => !/-detail(_|$)|^fields\.|_(one|few|many)$/.test(key))
      .map(([key, title]) => ({ domain, key: key.replace(/_other$/, ''), title })),
  )
}

function flatten(words: object, before = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as [string, string]] : flatten(value as object, `${before}${key}.`),
  )
}
