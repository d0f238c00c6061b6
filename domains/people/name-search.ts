import { sql, type SQL } from 'drizzle-orm'
import { person } from './tables.ts'

/** Words of a search as beginnings of names: «аса бак» → `аса:* & бак:*`; null when nothing is left to search for. */
export function prefixQuery(text: string): string | null {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 6) ?? []
  return words.length > 0 ? words.map((word) => `${word}:*`).join(' & ') : null
}

/** Persons whose names begin with the words of the text, in any order (uses the index `person_search`). */
export function nameMatches(text: string): SQL {
  const query = prefixQuery(text)
  if (!query) return sql`false`
  return sql`to_tsvector('simple', ${person.surname} || ' ' || ${person.givenName} || ' ' || coalesce(${person.patronymic}, '')) @@ to_tsquery('simple', ${query})`
}
