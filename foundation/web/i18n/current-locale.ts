import { defaultLocale, isLocale, type Locale } from '../../i18n/localized.ts'

const savedKey = 'portal-locale'
let current: Locale | undefined

/** The language of the page: what was chosen on this device, else the one the server wrote into the page, else Kyrgyz. */
export function currentLocale(): Locale {
  if (current) return current
  let saved: string | null = null
  try {
    saved = localStorage.getItem(savedKey)
  } catch {
    saved = null
  }
  const written = document.documentElement.lang
  current = isLocale(saved) ? saved : isLocale(written) ? written : defaultLocale
  return current
}

/** The page is in this language from now on. */
export function turnPage(locale: Locale): void {
  current = locale
  document.documentElement.lang = locale
}

/** Remembers the language on this device. */
export function saveLocale(locale: Locale): void {
  try {
    localStorage.setItem(savedKey, locale)
    // the server reads it to write the first HTML in the right language
    document.cookie = `portal-locale=${locale};path=/;max-age=31536000;samesite=lax`
  } catch {
    // without storage the choice lasts as long as the page
  }
}
