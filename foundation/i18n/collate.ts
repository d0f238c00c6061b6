import type { Locale } from './localized.ts'

/** The Kyrgyz alphabet; the Russian one is a part of it. Ё Ң Ө Ү are letters with places of their own. */
const cyrillic = 'абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя'
const latin = 'abcdefghijklmnopqrstuvwxyz'

/** Weights leave room: 0x20 punctuation · 0x100 digits · 0x200 and 0x300 the alphabets · then all else. */
const scriptOrder: Record<Locale, readonly [string, string]> = {
  ky: [cyrillic, latin],
  ru: [cyrillic, latin],
  en: [latin, cyrillic],
}

const weights = new Map<Locale, Map<string, string>>()

function weightsOf(locale: Locale): Map<string, string> {
  let map = weights.get(locale)
  if (map) return map
  map = new Map()
  for (const [place, letters] of scriptOrder[locale].entries()) {
    for (const [index, letter] of [...letters].entries()) {
      map.set(letter, String.fromCharCode(0x200 + place * 0x100 + index))
    }
  }
  weights.set(locale, map)
  return map
}

const firstOther = 0x1000

/**
 * The key by which a text is sorted: keys compare by plain `<`. Case does not count, a number counts as a
 * number («2-топ» before «10-топ»), and a Latin accent does not part a letter from its base.
 */
export function sortKey(text: string, locale: Locale): string {
  const map = weightsOf(locale)
  let key = ''
  for (const part of text
    .normalize('NFC')
    .toLowerCase()
    .match(/\d+|[^\d]/gu) ?? []) {
    if (/^\d/u.test(part)) {
      const digits = part.replace(/^0+(?=\d)/, '')
      // the count of digits goes first, so that a longer number is the greater one
      key += String.fromCharCode(0x100, Math.min(digits.length, 0xff) + 0x20) + digits
      continue
    }
    const weight = map.get(part) ?? map.get(part.normalize('NFD').charAt(0))
    if (weight) key += weight
    else if (/[\p{L}\p{N}]/u.test(part)) key += [...part].map((c) => String.fromCharCode(firstOther) + c).join('')
    else key += part.length === 1 && part < '\u0080' ? part : `\u0080${part}`
  }
  return key
}

/**
 * Compares two texts for sorting in the order of the Kyrgyz alphabet (in English lists Latin letters go first).
 * Texts alike but for case or accents are ordered by code, so that the order is always the same.
 */
export function compareText(a: string, b: string, locale: Locale): number {
  if (a === b) return 0
  const left = sortKey(a, locale)
  const right = sortKey(b, locale)
  if (left !== right) return left < right ? -1 : 1
  return a < b ? -1 : 1
}
