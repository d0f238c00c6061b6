import { locales, type Locale } from '../../i18n/localized.ts'

/**
 * The reader's language: the first of ky, ru, en that `accept-language` names (the web application sends its choice
 * there), else the account's, else Kyrgyz.
 */
export function readLocale(header: string | undefined, ofAccount?: Locale): Locale {
  for (const part of (header ?? '').split(',')) {
    const code = part.trim().slice(0, 2).toLowerCase()
    const found = locales.find((locale) => locale === code)
    if (found) return found
  }
  return ofAccount ?? 'ky'
}
