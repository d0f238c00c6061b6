import { readFileSync } from 'node:fs'

interface Words {
  columns: Record<string, string[]>
  kinds: Record<string, string[]>
  difficulties: Record<string, string[]>
  truth: Record<string, string[]>
}

/** What teachers write in the heads and cells of a sheet of questions, in three languages; the first of each is what we write. */
export const xlsxWords = JSON.parse(readFileSync(new URL('./xlsx-words.json', import.meta.url), 'utf8')) as Words

const plain = (word: string): string => word.toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim()

/** The key whose words hold this one; undefined for none. */
export function keyOfWord(group: Record<string, string[]>, word: string): string | undefined {
  return Object.entries(group).find(([, words]) => words.some((one) => plain(one) === plain(word)))?.[0]
}

/** The word that we write for a key. */
export function wordOfKey(group: Record<string, string[]>, key: string): string {
  return group[key]?.[0] ?? key
}
