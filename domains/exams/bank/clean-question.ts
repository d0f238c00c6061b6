import { sanitizePrompt } from '../sanitize-prompt.ts'
import type { QuestionContent } from './shared/question.ts'

/**
 * Every text of a question through the house's sanitiser, whoever wrote it: a browser and a file are trusted alike, not at all.
 * What is not HTML (patterns, formulas, programs, kept parts) is left as it is: no page shows it as HTML.
 */
export function cleanQuestion<T extends QuestionContent>(content: T): T {
  return walk(content) as T
}

const raw = new Set(['task', 'source', 'extras', 'datasets'])

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (entries.length > 0 && entries.every(([key, text]) => ['ky', 'ru', 'en'].includes(key) && (typeof text === 'string' || text === undefined))) {
    return Object.fromEntries(entries.filter(([, text]) => text).map(([key, text]) => [key, sanitizePrompt(text as string)]))
  }
  return Object.fromEntries(entries.map(([key, inside]) => [key, raw.has(key) ? inside : walk(inside)]))
}
