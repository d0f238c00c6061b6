import type { Locale } from '../../../foundation/i18n/localized.ts'

/**
 * The language of a course: what its file says, else what its letters say. Ң Ө Ү stand in Kyrgyz alone. Null when neither
 * tells: a language the portal does not speak, or next to no letters.
 * @param stated a language tag of the manifest, may be empty
 */
export function guessLanguage(stated: string, sample: string): Locale | null {
  const tag = stated.toLowerCase().slice(0, 2)
  if (tag === 'ky' || tag === 'ru' || tag === 'en') return tag
  if (/^[a-z]{2}$/.test(tag)) return null
  const cyrillic = sample.match(/[а-яё]/giu)?.length ?? 0
  const latin = sample.match(/[a-z]/gi)?.length ?? 0
  if (cyrillic + latin < 20) return null
  if (cyrillic <= latin) return 'en'
  const kyrgyz = sample.match(/[ңөү]/giu)?.length ?? 0
  return kyrgyz * 100 > cyrillic ? 'ky' : 'ru'
}
