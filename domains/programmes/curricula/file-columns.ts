import { locales, type Locale } from '../../../foundation/i18n/localized.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'

/** Columns of a curriculum's file; `needed` ones must be there. */
export const fileColumns = [
  { name: 'semester', needed: true },
  { name: 'disciplineCode', needed: true },
  { name: 'discipline', needed: true },
  { name: 'kind', needed: false },
  { name: 'electivePool', needed: false },
  { name: 'electivePick', needed: false },
  { name: 'credits', needed: true },
  { name: 'lectureHours', needed: true },
  { name: 'practicalHours', needed: false },
  { name: 'laboratoryHours', needed: false },
  { name: 'seminarHours', needed: false },
  { name: 'independentHours', needed: true },
  { name: 'controlForm', needed: false },
  { name: 'block', needed: false },
  { name: 'outcomes', needed: false },
] as const
export type FileColumn = (typeof fileColumns)[number]['name']

/** A heading or word as it is compared: small letters, ё as е, only letters and digits. */
export function plain(words: string): string {
  return words
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words of a list in the texts: «лекция|лекциялар|лекциялык саат». */
function spellings(locale: Locale, key: string): string[] {
  return text(locale, `programmes:file.${key}`).split('|').map(plain)
}

/** Finds which of these names a word stands for, in any of the languages (the name itself counts too). */
export function recognise<Name extends string>(word: string, group: string, names: readonly Name[]): Name | undefined {
  const wanted = plain(word)
  if (wanted === '') return undefined
  return names.find((name) => plain(name) === wanted || locales.some((locale) => spellings(locale, `${group}.${name}`).includes(wanted)))
}

/** What a column or value is called in a language: its first spelling. */
export function calledIn(locale: Locale, group: string, name: string): string {
  return text(locale, `programmes:file.${group}.${name}`).split('|')[0] ?? name
}
