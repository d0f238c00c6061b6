import { locales, type Locale, type Localized } from '../../foundation/i18n/localized.ts'
import { htmlOfPlain, plainOfHtml, type ImportedMore, type ImportedQuestion, type ImportedQuiz, type QuestionWords } from '../courses/index.ts'
import { htmlOfTyped } from './bank/shared/plain-words.ts'
import { commonOf, kindComparison, type AskableContent } from './bank/shared/question.ts'
import type { question, test } from './tables.ts'

type QuestionRow = typeof question.$inferSelect
type TestRow = typeof test.$inferSelect

/** A question of a course file as a row. @param language that of the words where the question names none */
export function questionRow(one: ImportedQuestion, language: Locale): Omit<QuestionRow, 'id' | 'itemId' | 'position' | 'bankQuestionId'> {
  const text = (of: (words: QuestionWords) => string | undefined, single: string | undefined): Localized => {
    const named = Object.entries(one.words ?? {})
    const all = named.length > 0 ? named.map(([locale, words]) => [locale, of(words)] as const) : [[language, single] as const]
    return Object.fromEntries(all.filter(([, html]) => html).map(([locale, html]) => [locale, one.plain ? plainOfHtml(html ?? '') : html]))
  }
  const feedback = text((words) => words.feedbackHtml, one.feedbackHtml)
  return {
    content: null,
    bankVersion: null,
    kind: one.kind,
    prompt: text((words) => words.promptHtml, one.promptHtml),
    html: one.plain !== true,
    choices: one.choices.map((choice) => ({ id: choice.id, text: text((words) => words.choices[choice.id], choice.html), right: choice.right })),
    answer: one.answer ?? null,
    tolerance: one.tolerance ?? null,
    unit: one.unit ?? null,
    points: one.points,
    feedback: Object.keys(feedback).length > 0 ? feedback : null,
  }
}

/** A test in neutral shape, with every language it was written in. */
export function exportedQuiz(found: TestRow, questions: QuestionRow[]): ImportedQuiz {
  const language = locales.find((locale) => questions.some((one) => one.prompt[locale])) ?? 'ky'
  return {
    title: '',
    language,
    points: found.points,
    attempts: found.attempts,
    ...(found.minutes === null ? {} : { minutes: found.minutes }),
    rules: { passPercent: found.passPercent, shuffle: found.shuffle, showAnswers: found.showAnswers as 'after_attempt' | 'after_due' | 'never' },
    questions: questions.map((one) => exportedQuestion(one, language)),
  }
}

function exportedQuestion(given: QuestionRow, language: Locale): ImportedQuestion {
  const one = given.content ? plainRow(given, given.content) : given
  const html = (text: string | undefined): string => (text ? (one.html ? text : htmlOfPlain(text)) : '')
  const written = locales.filter((locale) => one.prompt[locale] || one.feedback?.[locale] || one.choices.some((choice) => choice.text[locale]))
  const wordsIn = (locale: Locale): QuestionWords => ({
    promptHtml: html(one.prompt[locale]),
    choices: Object.fromEntries(one.choices.filter((choice) => choice.text[locale]).map((choice) => [choice.id, html(choice.text[locale])])),
    ...(one.feedback?.[locale] ? { feedbackHtml: html(one.feedback[locale]) } : {}),
  })
  const words = Object.fromEntries(written.map((locale) => [locale, wordsIn(locale)]))
  const first = words[language] ?? words[written[0] ?? language]
  return {
    kind: one.kind === 'single' || one.kind === 'multiple' || one.kind === 'numeric' ? one.kind : 'other',
    ...(given.content ? { content: given.content } : {}),
    promptHtml: first?.promptHtml ?? '',
    choices: one.choices.map((choice) => ({ id: choice.id, html: first?.choices[choice.id] ?? '', right: choice.right })),
    ...(one.answer === null ? {} : { answer: one.answer }),
    ...(one.tolerance === null ? {} : { tolerance: one.tolerance }),
    ...(one.unit === null ? {} : { unit: one.unit }),
    points: one.points,
    ...(first?.feedbackHtml ? { feedbackHtml: first.feedbackHtml } : {}),
    ...(one.html ? {} : { plain: true }),
    sourceType: one.kind,
    words,
  }
}

/** A question of the bank in plain columns, as far as those hold it; files of other systems get this, our own the whole. */
function plainRow(row: QuestionRow, content: AskableContent): QuestionRow {
  if (content.kind === 'single' || content.kind === 'multiple') {
    const best = Math.max(...content.options.map(({ credit }) => credit))
    const right = (credit: number): boolean => (content.kind === 'single' ? credit === best : credit > 0)
    return { ...row, choices: content.options.map(({ id, text, credit }) => ({ id, text, right: right(credit) })) }
  }
  if (content.kind === 'numeric') {
    const [first] = content.accepted
    return { ...row, answer: first?.value ?? null, tolerance: first?.tolerance.kind === 'absolute' ? first.tolerance.by : null }
  }
  return row
}

/** A question of words, pairs or an order out of a course file, as the bank has it. @param language that of its words */
export function contentOfMore(one: ImportedQuestion, more: ImportedMore, language: Locale): AskableContent {
  const spoken = Object.entries(one.words ?? {})
  const say = (of: (words: QuestionWords) => string | undefined, single: string | undefined): Localized =>
    Object.fromEntries((spoken.length > 0 ? spoken.map(([locale, words]) => [locale, of(words)]) : [[language, single]]).filter(([, html]) => html))
  const plain = (text: string): Localized => ({ [language]: htmlOfTyped(text) })
  const common = commonOf({
    prompt: say((words) => words.promptHtml, one.promptHtml),
    language,
    points: one.points,
    generalFeedback: say((words) => words.feedbackHtml, one.feedbackHtml),
  })
  if (more.kind === 'short-text') {
    const accepted = more.accepted.map(({ text, share }, index) => ({
      id: `a${index + 1}`,
      pattern: text.replaceAll('\\*', '*'),
      wildcard: /(^|[^\\])\*/.test(text),
      credit: share,
      feedback: {},
    }))
    return { ...common, kind: 'short-text', accepted, compare: { ...kindComparison, case: !more.caseMatters } }
  }
  if (more.kind === 'matching') {
    const pairs = more.pairs.map(({ promptHtml, match }, index) => ({ id: `p${index + 1}`, prompt: { [language]: promptHtml }, match: plain(match) }))
    return {
      ...common,
      kind: 'matching',
      pairs,
      distractors: more.others.map((text, index) => ({ id: `d${index + 1}`, text: plain(text) })),
      shuffle: true,
    }
  }
  const items = more.itemsHtml.map((html, index) => ({ id: `i${index + 1}`, text: { [language]: html } }))
  return { ...common, kind: 'ordering', items, credit: 'subsequence' }
}
