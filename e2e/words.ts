import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Locale = 'ky' | 'ru' | 'en'

interface Texts {
  [key: string]: string | Texts
}

function textsOf<T>(locale: Locale, folder: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', folder, 'locales', `${locale}.json`), 'utf8')) as T
}

/** The page's own words, so that the path is the same in every language. Values in double braces are filled in. */
export function wordsOf(locale: Locale, folder: string): (key: string, values?: Record<string, string | number>) => string {
  const texts = textsOf<Texts>(locale, folder)
  return (key, values = {}) => {
    const found = key.split('.').reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), texts)
    if (typeof found !== 'string') throw new Error(`${folder} has no text ${key} in ${locale}`)
    return found.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''))
  }
}

/** A verb's text as the trace begins its line with it: the keys have points in them. */
export function verbOf(locale: Locale, folder: string, verb: string): string {
  const words = textsOf<{ trace: { verbs: Record<string, string> } }>(locale, folder).trace.verbs[verb] ?? `no text for ${verb}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}
