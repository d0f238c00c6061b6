import type { Difficulty, QuestionContent } from '../shared/question.ts'

/** What became of one item of a brought file. `changed`: it came, with something told of it; `unknown`: kept as it is, not askable; `refused`: could not be read at all. */
export type Outcome = 'brought' | 'changed' | 'unknown' | 'refused'

export interface BroughtItem {
  /** Place in the file, from 1. */
  number: number
  title: string
  /** Path of the category it stood in, as the file writes it. */
  category: string
  outcome: Outcome
  /** Keys of texts: what was changed, or why it could not be read. */
  reasons: string[]
  /** Null when it was refused. */
  content: QuestionContent | null
  /** Where the file tells it. */
  difficulty?: Difficulty
}

/** A picture or another file that came along; texts name it `@@FILE@@/key`. */
export interface BroughtFile {
  key: string
  name: string
  bytes: Buffer
}

export interface Brought {
  items: BroughtItem[]
  files: BroughtFile[]
}

/** A question to be written, with the category it stands in. */
export interface Written {
  content: QuestionContent
  category: string
  difficulty?: Difficulty | null
}

/** What was left out or simplified in writing: the number of the question (from 1) and the key of a text. */
export interface WriteNote {
  number: number
  reason: string
}

export const filePrefix = '@@FILE@@/'

/** The line of the report: unknown things are said to be unknown, and only what is as it was is plainly brought. */
export function item(number: number, category: string, content: QuestionContent, reasons: string[]): BroughtItem {
  const unique = [...new Set(reasons)]
  const outcome = content.kind === 'unknown' ? 'unknown' : unique.length > 0 ? 'changed' : 'brought'
  return { number, title: content.title, category, outcome, reasons: unique, content }
}

export function refused(number: number, category: string, title: string, reason: string): BroughtItem {
  return { number, title, category, outcome: 'refused', reasons: [reason], content: null }
}
