/** The languages of the portal, in the order in which they are offered. */
export const locales = ['ky', 'ru', 'en'] as const

/** One of the languages of the portal. */
export type Locale = (typeof locales)[number]

/** The language used when nobody has chosen one: the state language. */
export const defaultLocale: Locale = 'ky'

/** A text of the university in the languages in which it was written. */
export type Localized = { ky?: string | undefined; ru?: string | undefined; en?: string | undefined }

/** What to read when a text is missing in the reader's language. */
const fallback: Record<Locale, readonly Locale[]> = {
  ky: ['ky', 'ru', 'en'],
  ru: ['ru', 'ky', 'en'],
  en: ['en', 'ru', 'ky'],
}

/**
 * Picks the reader's language of a text, or the nearest one in which it exists.
 * @returns the text, or '' when it exists in no language
 */
export function pick(text: Localized | null | undefined, locale: Locale): string {
  return pickWithLocale(text, locale).text
}

/**
 * Like `pick`, and tells in which language the text is: a page marks foreign text with `lang`.
 */
export function pickWithLocale(text: Localized | null | undefined, locale: Locale): { text: string; locale: Locale } {
  for (const candidate of fallback[locale]) {
    const found = text?.[candidate]?.trim()
    if (found) return { text: found, locale: candidate }
  }
  return { text: '', locale }
}

/** Is this one of the portal's languages? */
export function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale)
}

/**
 * Chooses a language from an `Accept-Language` header.
 * @returns the first portal language by weight, else the default one
 */
export function localeFromHeader(header: string | null | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part, index) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';')
      const weight = params.map((param) => param.trim()).find((param) => param.startsWith('q='))
      return { language: tag.split('-')[0], weight: weight ? Number(weight.slice(2)) || 0 : 1, index }
    })
    .filter((entry) => entry.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
  for (const { language } of wanted) if (isLocale(language)) return language
  return defaultLocale
}
