import { nothing, type BroughtItem } from '../course-source.ts'
import { titleOf, type ManyLanguages } from './languages.ts'
import { anyOf, type QuestionBank } from './questions.ts'
import type { MoodleTexts } from './texts.ts'

/** What readers of activities share. */
export interface Reader {
  texts: MoodleTexts
  bank: QuestionBank
  /** An item that holds only its title yet. */
  nothingOf: (title: string) => BroughtItem
}

export function readerOf(texts: MoodleTexts, bank: QuestionBank): Reader {
  return { texts, bank, nothingOf: (title) => ({ ...nothing, kind: null, ...titleOf(title), hidden: false, notes: [] }) }
}

/** A text of an activity, in its languages, as a brought item holds it. */
export function textsOf(parts: ManyLanguages[]): Pick<BroughtItem, 'html' | 'texts'> {
  const languages = new Set(parts.flatMap((part) => Object.keys(part)).filter((language) => language !== 'und'))
  if (languages.size === 0) return { html: parts.map(anyOf).join('') }
  const inLanguage = (language: string): string => parts.map((part) => part[language as 'ky'] ?? part.und ?? anyOf(part)).join('')
  const texts = Object.fromEntries([...languages].map((language) => [language, inLanguage(language)]))
  return { html: Object.values(texts)[0] ?? '', texts }
}

/** Seconds since 1970; nought is no date. */
export function instant(seconds: string): Date | null {
  const number = Number(seconds)
  return Number.isFinite(number) && number > 0 && number < 8e9 ? new Date(number * 1000) : null
}
