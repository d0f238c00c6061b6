import type { AcceptedText, Comparison } from './question.ts'

const latin = 'AaBCcEeHKkMOoPpTXxYy'
const cyrillic = 'АаВСсЕеНКкМОоРрТХхУу'
const lookAlike = new Map([...latin].map((letter, index) => [letter, [...cyrillic][index] as string]))
const kyrgyz = new Map([...'ңөүҢӨҮ'].map((letter, index) => [letter, [...'ноуНОУ'][index] as string]))

/** The text with everything taken out that the comparison forgives. `*` stays: it may be a wildcard. */
export function foldText(text: string, how: Comparison, homoglyphs = how.homoglyphs): string {
  let folded = text.normalize('NFC').replace(/[\u00ad\u200b-\u200d\ufeff]/g, '')
  if (homoglyphs) folded = replaceEach(folded, lookAlike)
  if (how.case) folded = folded.toLowerCase()
  if (how.yo) folded = folded.replaceAll('ё', 'е').replaceAll('Ё', 'Е')
  if (how.kyrgyz) folded = replaceEach(folded, kyrgyz)
  // Dashes and quotes that differ only in print are one.
  folded = folded
    .replace(/[‐‑–—−]/g, '-')
    .replace(/[«»„“”]/g, '"')
    .replace(/[’‘ʼ]/g, "'")
  if (how.punctuation) folded = folded.replace(/(?!\*)[\p{P}]/gu, ' ')
  if (how.spaces || how.punctuation) folded = folded.replace(/\s+/g, ' ').trim()
  return folded
}

/** Does the text given fit an accepted one? */
export function fitsText(given: string, accepted: Pick<AcceptedText, 'pattern' | 'wildcard'>, how: Comparison): boolean {
  if (given.trim() === '') return false
  // Latin capitals look Cyrillic where their small letters do not: folded and unfolded are both tried.
  const ways = how.homoglyphs ? [false, true] : [false]
  return ways.some((homoglyphs) => {
    const [a, b] = [foldText(given, how, homoglyphs), foldText(accepted.pattern, how, homoglyphs)]
    if (a === '' && b !== '') return false
    return accepted.wildcard
      ? fitsWildcard(a, b)
      : a === b || (how.distance > 0 && distance(a, b, allowed(b, how.distance)) <= allowed(b, how.distance))
  })
}

/** The best accepted text; null when none fits. */
export function findText(given: string, accepted: readonly AcceptedText[], how: Comparison): AcceptedText | null {
  const exact = { ...how, distance: 0 as const }
  const fit = accepted.filter((one) => fitsText(given, one, exact))
  // An answer that is another accepted text letter by letter is that one, not a slip of a better one.
  const found = fit.length > 0 ? fit : accepted.filter((one) => fitsText(given, one, how))
  return found.toSorted((a, b) => b.credit - a.credit)[0] ?? null
}

/** In a word of three letters a slip makes another word. */
function allowed(pattern: string, distance: number): number {
  return Math.min(distance, Math.floor(pattern.length / 4))
}

/** `*` stands for anything; no regular expression, so no text is slow. */
function fitsWildcard(text: string, pattern: string): boolean {
  let [at, inPattern, star, mark] = [0, 0, -1, 0]
  while (at < text.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern++
      mark = at
    } else if (inPattern < pattern.length && pattern[inPattern] === text[at]) {
      at++
      inPattern++
    } else if (star >= 0) {
      inPattern = star + 1
      at = ++mark
    } else return false
  }
  while (pattern[inPattern] === '*') inPattern++
  return inPattern === pattern.length
}

/** Letters put in, left out, changed or swapped with the next; above `limit` it is not counted on. */
function distance(a: string, b: string, limit: number): number {
  const [from, to] = [[...a], [...b]]
  if (Math.abs(from.length - to.length) > limit || from.length > 500) return limit + 1
  let before: number[] = []
  let last = to.map((_, index) => index).concat(to.length)
  for (let row = 1; row <= from.length; row++) {
    const next = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1
      let best = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same)
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1])
        best = Math.min(best, (before[column - 2] ?? 0) + 1)
      next.push(best)
    }
    if (Math.min(...next) > limit) return limit + 1
    before = last
    last = next
  }
  return last[to.length] ?? limit + 1
}

function replaceEach(text: string, map: Map<string, string>): string {
  return [...text].map((letter) => map.get(letter) ?? letter).join('')
}
