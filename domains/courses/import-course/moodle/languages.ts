import { isLocale, type Locale, type Localized } from '../../../../foundation/i18n/localized.ts'
import { plainText } from '../../sanitize-lesson.ts'

/** A text of Moodle in the languages that its filters mark; `und` is what stands for everybody. */
export type ManyLanguages = Partial<Record<Locale | 'und', string>>

const span = /<span\b(?=[^>]*\bclass="[^"]*\bmultilang\b[^"]*")(?=[^>]*\blang="([a-z_-]+)")[^>]*>([\s\S]*?)<\/span>/gi
const group = new RegExp(`(?:${span.source}\\s*)+`, 'gi')
const braces = /\{mlang\s+([a-z0-9_,\s-]+)\}([\s\S]*?)\{mlang\}/gi

/**
 * Takes a text apart that holds several languages side by side: `<span lang="ru" class="multilang">` of the filter
 * that comes with Moodle, `{mlang ru}…{mlang}` of the other common one. What stands outside of them is in every language.
 * @returns the text alone under `und` where it marks none of ours
 */
export function splitLanguages(text: string): ManyLanguages {
  const marked = text.replace(braces, (_whole, tags: string, inside: string) =>
    tags
      .split(',')
      .map((tag) => `<span lang="${tag.trim().toLowerCase().replaceAll('_', '-')}" class="multilang">${inside}</span>`)
      .join(''),
  )
  const found = new Set<Locale>()
  for (const [, tag = ''] of marked.matchAll(span)) {
    const language = tag.toLowerCase().slice(0, 2)
    if (isLocale(language)) found.add(language)
  }
  if (found.size === 0) return { und: inLanguage(marked, null) }
  return Object.fromEntries([...found].map((language) => [language, inLanguage(marked, language)]))
}

/** The text as a reader of that language sees it: of each group their own part, else the first. */
function inLanguage(text: string, language: Locale | null): string {
  return text.replace(group, (whole) => {
    const parts = [...whole.matchAll(span)].map(([, tag = '', inside = '']) => ({ tag: tag.toLowerCase().slice(0, 2), inside }))
    return (parts.find(({ tag }) => tag === language) ?? parts.find(({ tag }) => tag === 'ot') ?? parts[0])?.inside ?? ''
  })
}

/** A title as Moodle keeps it: maybe several languages in one, maybe with marks of HTML in it. */
export function titleOf(given: string): { title: string; titles?: Localized } {
  const split = splitLanguages(given)
  const plain = Object.fromEntries(Object.entries(split).map(([language, words]) => [language, plainText(words).slice(0, 300)]))
  if (plain['und'] !== undefined) return { title: plain['und'] }
  return { title: Object.values(plain)[0] ?? '', titles: plain }
}
