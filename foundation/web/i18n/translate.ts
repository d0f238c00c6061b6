import { pluralCategory } from '../../i18n/format.ts'
import type { Locale } from '../../i18n/localized.ts'

/** The texts of one namespace in one language: nested, leaves are texts. */
export interface Texts {
  [key: string]: string | Texts
}

export type TextValues = Readonly<Record<string, unknown>>

function find(texts: Texts | undefined, key: string): string | undefined {
  let at: string | Texts | undefined = texts
  for (const part of key.split('.')) at = typeof at === 'object' && Object.hasOwn(at, part) ? at[part] : undefined
  if (typeof at === 'string') return at
  const flat = texts?.[key]
  return typeof flat === 'string' ? flat : undefined
}

function fill(text: string, values: TextValues): string {
  return text.replace(/\{\{-?\s*([\w.]+)\s*\}\}/g, (_, path: string) => {
    let value: unknown = values
    for (const part of path.split('.')) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined
    return value === undefined || value === null ? '' : String(value)
  })
}

/**
 * Reads a text written in i18next's JSON format (version 4): `{{value}}`, plural endings by `count`, `context`.
 * It is the part of i18next that pages use; the library, with its detectors and formatters, would be a tenth of all
 * that a first visit fetches (docs/adr/0007). The server uses the library itself, and a test holds
 * that both read every text alike.
 * @returns the text; undefined when no such key exists
 */
export function translate(texts: Texts | undefined, locale: Locale, key: string, values: TextValues = {}): string | undefined {
  const { count, context } = values
  const endings: string[] = ['']
  if (typeof count === 'number') {
    endings.unshift(`_${pluralCategory(count, locale)}`)
    if (count === 0) endings.unshift('_zero')
  }
  const keys = [
    ...(typeof context === 'string' && context ? endings.map((ending) => `${key}_${context}${ending}`) : []),
    ...endings.map((ending) => key + ending),
  ]
  for (const candidate of keys) {
    const found = find(texts, candidate)
    if (found !== undefined) return fill(found, values)
  }
  return undefined
}
