import { sql, type SQL } from 'drizzle-orm'
import { cyrillicSpellings } from './latin-names.ts'
import { person } from './tables.ts'

/**
 * Words of a search as beginnings of names: «аса бак» → `аса:* & бак:*`; a word in Latin letters also as the Cyrillic
 * names it may stand for, «bak» → `(bak:* | бак:*)`; null when nothing is left to search for.
 */
export function prefixQuery(text: string): string | null {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      // Mal'tsev is one word in Latin letters; the sign stands for ь
      .replace(/(?<=\p{Script=Latin})['’ʼ`](?=\p{Script=Latin})/gu, '')
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 6) ?? []
  return words.length > 0 ? words.map(spelt).join(' & ') : null
}

function spelt(word: string): string {
  const spellings = [word, ...cyrillicSpellings(word)].map((one) => `${one}:*`)
  return spellings.length === 1 ? `${word}:*` : `(${spellings.join(' | ')})`
}

/** Persons whose names begin with the words of the text, in any order (uses the index `person_search`). */
export function nameMatches(text: string): SQL {
  const query = prefixQuery(text)
  if (!query) return sql`false`
  return sql`to_tsvector('simple', ${person.surname} || ' ' || ${person.givenName} || ' ' || coalesce(${person.patronymic}, '')) @@ to_tsquery('simple', ${query})`
}
