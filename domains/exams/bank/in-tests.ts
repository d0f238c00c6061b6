import type { Locale, Localized } from '../../../foundation/i18n/localized.ts'
import { locales } from '../../../foundation/i18n/localized.ts'
import { htmlOfPlain } from '../../courses/index.ts'
import type { question } from '../tables.ts'
import { commonOf, noUnits, type AskableContent, type QuestionContent } from './shared/question.ts'

type Row = typeof question.$inferSelect
/** What a row says of its question; where it stands and came from does not matter here. */
type SaidRow = Pick<Row, 'kind' | 'prompt' | 'html' | 'choices' | 'answer' | 'tolerance' | 'unit' | 'points' | 'feedback' | 'content'>

/** Whether a test can ask it: files and programs have no place on a paper yet. */
export function testable(content: QuestionContent): content is AskableContent {
  return !['file', 'code', 'unknown'].includes(content.kind)
}

/** A question with a content of its own as a row of a test. */
export function rowOfContent(content: AskableContent): Omit<Row, 'id' | 'itemId' | 'position' | 'bankQuestionId'> {
  const said = Object.keys(content.generalFeedback).length > 0
  return {
    kind: content.kind,
    prompt: content.prompt,
    html: true,
    choices: [],
    answer: null,
    tolerance: null,
    unit: null,
    points: content.points,
    feedback: said ? content.generalFeedback : null,
    content,
    bankVersion: null,
  }
}

/** Any question of a test in the bank's shape, for files of other systems. */
export function contentOfRow(row: SaidRow): AskableContent {
  if (row.content) return row.content
  const html = (text: Localized | null): Localized =>
    row.html ? (text ?? {}) : Object.fromEntries(Object.entries(text ?? {}).map(([locale, words]) => [locale, htmlOfPlain(words ?? '')]))
  const language: Locale = locales.find((locale) => row.prompt[locale]) ?? 'ky'
  const common = commonOf({ prompt: html(row.prompt), language, points: row.points, generalFeedback: html(row.feedback) })
  if (row.kind === 'numeric') {
    const by = row.tolerance ?? 0
    const unit = row.unit ? { units: [{ name: row.unit, factor: 1 }], ask: 'optional' as const, penalty: 0 } : noUnits
    const accepted = [{ id: 'a1', value: row.answer, tolerance: { kind: 'absolute' as const, by }, credit: 1, feedback: {} }]
    return { ...common, kind: 'numeric', accepted, unit }
  }
  const right = row.choices.filter((choice) => choice.right).length
  const options = row.choices.map((choice, index) => ({
    id: `o${index + 1}`,
    text: html(choice.text),
    credit: choice.right ? (row.kind === 'single' ? 1 : 1 / Math.max(1, right)) : 0,
    feedback: {},
  }))
  return row.kind === 'single'
    ? { ...common, kind: 'single', options, shuffle: true }
    : { ...common, kind: 'multiple', options, shuffle: true, rule: 'right-minus-wrong' }
}
