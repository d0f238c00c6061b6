import { isLocale, type Locale } from '../../../../foundation/i18n/localized.ts'
import type { ImportNote } from '../../contract.ts'
import type { ImportedMore, ImportedQuestion, QuestionWords } from '../../item-kinds.ts'
import { plainText } from '../../sanitize-lesson.ts'
import { matching, ordering, shortText } from '../more-questions.ts'
import { all, attribute, below, one, words, type Xml } from '../xml.ts'
import { told } from './backup.ts'
import type { ManyLanguages } from './languages.ts'
import type { MoodleTexts } from './texts.ts'

/** A question of a backup before it is read: its element, its category, and the entry of the bank it is a version of. */
export interface BankQuestion {
  id: string
  entryId: string
  categoryId: string
  element: Xml
}

export interface QuestionBank {
  categories: { id: string; parent: string; name: string }[]
  byId: Map<string, BankQuestion>
  /** Entry of the bank → its newest version. */
  byEntry: Map<string, BankQuestion>
}

/** Reads the bank of both shapes: questions in categories (to Moodle 3.11), entries with versions (from 4.0). */
export function readBank(root: Xml | undefined): QuestionBank {
  const bank: QuestionBank = { categories: [], byId: new Map(), byEntry: new Map() }
  const keep = (element: Xml, entryId: string, categoryId: string): void => {
    // parts of another question (the gaps of a cloze) are no questions of their own
    if (!['', '0'].includes(words(element, 'parent')) && words(element, 'qtype') !== 'random') return
    const question = { id: attribute(element, 'id'), entryId, categoryId, element }
    bank.byId.set(question.id, question)
    bank.byEntry.set(entryId, question)
  }
  for (const category of all(root, 'question_category')) {
    const id = attribute(category, 'id')
    bank.categories.push({ id, parent: words(category, 'parent'), name: told(words(category, 'name')) })
    for (const element of all(one(category, 'questions'), 'question')) keep(element, attribute(element, 'id'), id)
    for (const entry of all(one(category, 'question_bank_entries'), 'question_bank_entry')) {
      const versions = below(entry, 'question_versions').toSorted((a, b) => Number(words(a, 'version')) - Number(words(b, 'version')))
      for (const version of versions)
        for (const element of below(version, 'question')) if (words(element, 'qtype')) keep(element, attribute(entry, 'id'), id)
    }
  }
  return bank
}

/** A question as it comes in: what can be asked, what is told of it, and its whole words where it cannot be asked. */
export interface ReadMoodleQuestion {
  question: ImportedQuestion | null
  notes: ImportNote[]
  keptHtml: string
}

/** Names of Moodle's kinds in our report's words. */
const leftKinds: Record<string, string> = {
  shortanswer: 'short-answer',
  match: 'matching',
  randomsamatch: 'matching',
  essay: 'essay',
  description: 'text-only',
  calculated: 'formula',
  calculatedsimple: 'formula',
  calculatedmulti: 'formula',
  multianswer: 'blanks',
  gapselect: 'dropdowns',
  ddwtos: 'blanks',
  ddimageortext: 'spot',
  ddmarker: 'spot',
  ordering: 'order',
}

/** Reads one question. @param number its place, for the report */
export function readMoodleQuestion(found: BankQuestion, texts: MoodleTexts, number: number, points?: number): ReadMoodleQuestion {
  const { element } = found
  const notes: ImportNote[] = []
  const type = words(element, 'qtype')
  const clean = (text: string, format: string, area: string, itemId: string): ManyLanguages =>
    texts.clean(told(text), format || '1', { contextId: '', component: 'question', area, itemId }, notes)
  const prompt = clean(words(element, 'questiontext'), words(element, 'questiontextformat'), 'questiontext', found.id)
  const feedback = clean(words(element, 'generalfeedback'), words(element, 'generalfeedbackformat'), 'generalfeedback', found.id)
  const answers = below(element, 'answer')
    .filter((answer) => words(answer, 'answertext') !== '' || words(answer, 'fraction') !== '')
    .map((answer) => ({
      id: attribute(answer, 'id'),
      raw: told(words(answer, 'answertext')),
      html: clean(words(answer, 'answertext'), words(answer, 'answerformat') || '0', 'answer', attribute(answer, 'id')),
      fraction: Number(words(answer, 'fraction')) || 0,
      tolerance: 0,
    }))
  const named = { number, question: excerpt(plainText(anyOf(prompt)) || told(words(element, 'name')) || '?') }
  const base = {
    points: points ?? (Number(words(element, 'defaultmark')) || 1),
    sourceType: type,
  }
  const leave = (note: string, params: Record<string, string> = {}): ReadMoodleQuestion => ({
    question: null,
    notes: [...notes, { key: note, params: { ...named, ...params } }],
    keptHtml: `<h3>${escaped(told(words(element, 'name')) || String(number))}</h3>${anyOf(prompt)}${keptAnswers(element, answers)}${anyOf(feedback)}`,
  })
  if (type === 'numerical') {
    const right = answers.filter(({ fraction }) => fraction > 0).toSorted((a, b) => b.fraction - a.fraction)
    const [best] = right
    const answer = Number(best?.raw.replace(',', '.'))
    if (!best || best.raw === '' || !Number.isFinite(answer)) return leave('question-unmarked')
    if (right.length > 1) notes.push({ key: 'question-one-answer', params: named })
    const units = below(element, 'numerical_unit')
    if (units.length > 1) notes.push({ key: 'question-units', params: { ...named, count: units.length } })
    const tolerance = below(element, 'numerical_record').find((one) => words(one, 'answer') === best.id)
    const unit = told(words(units.find((one) => Number(words(one, 'multiplier')) === 1) ?? units[0], 'unit'))
    return done({
      kind: 'numeric',
      choices: [],
      answer,
      tolerance: Math.abs(Number(words(tolerance, 'tolerance')) || 0),
      ...(unit ? { unit: unit.slice(0, 30) } : {}),
    })
  }
  const more = moreOf()
  if (more) return done({ kind: 'other', choices: [], more })
  if (type !== 'multichoice' && type !== 'truefalse')
    return leftKinds[type] ? leave('question-left-out', { type: leftKinds[type] }) : leave('question-unknown', { type: type || '?' })
  const single = type === 'truefalse' || words(one(below(element, 'multichoice')[0]), 'single') !== '0'
  const most = Math.max(0, ...answers.map(({ fraction }) => fraction))
  const isRight = ({ fraction }: { fraction: number }): boolean => (single ? fraction === most && most > 0 : fraction > 0)
  const rights = answers.filter(isRight).length
  if (answers.length < 2 || rights === 0) return leave('question-unmarked')
  // our tests know right and wrong; shares of points for half-right answers do not come along
  const even = single ? [most] : [1 / rights]
  if (
    answers.some(({ fraction }) => fraction > 0 && !even.some((share) => Math.abs(share - fraction) < 0.01)) ||
    answers.some(({ fraction }) => fraction < 0 && single)
  )
    notes.push({ key: 'question-fractions', params: named })
  if (single && rights > 1) notes.push({ key: 'question-several', params: named })
  return done({
    kind: !single || rights > 1 ? 'multiple' : 'single',
    choices: answers.map((one) => ({ id: one.id, html: anyOf(one.html), right: isRight(one) })),
  })

  function moreOf(): ImportedMore | null {
    if (type === 'shortanswer') {
      const accepted = answers.map(({ raw, fraction }) => ({ text: raw, share: Math.min(1, fraction) }))
      return shortText(accepted, words(below(element, 'shortanswer')[0], 'usecase') === '1')
    }
    if (type === 'match') {
      const pairs = below(element, 'match').map((pair) => {
        const prompt = words(pair, 'questiontext')
        const format = words(pair, 'questiontextformat') || '1'
        const promptHtml = anyOf(
          texts.clean(told(prompt), format, { contextId: '', component: 'qtype_match', area: 'subquestion', itemId: attribute(pair, 'id') }, notes),
        )
        return { promptHtml, match: told(words(pair, 'answertext')) }
      })
      return matching(pairs)
    }
    if (type === 'ordering') return ordering(answers.toSorted((a, b) => a.fraction - b.fraction).map(({ html }) => anyOf(html)))
    return null
  }

  function done(read: Pick<ImportedQuestion, 'kind' | 'choices' | 'answer' | 'tolerance' | 'unit' | 'more'>): ReadMoodleQuestion {
    const spoken = wordsOf(prompt, feedback, answers)
    const general = anyOf(feedback)
    const question: ImportedQuestion = {
      ...base,
      ...read,
      promptHtml: anyOf(prompt) || escaped(told(words(element, 'name'))),
      ...(general ? { feedbackHtml: general } : {}),
      ...(spoken ? { words: spoken } : {}),
    }
    return { question, notes, keptHtml: '' }
  }
}

/** The words in each language that the prompt names; undefined where it names none. */
function wordsOf(
  prompt: ManyLanguages,
  feedback: ManyLanguages,
  answers: { id: string; html: ManyLanguages }[],
): Partial<Record<Locale, QuestionWords>> | undefined {
  const languages = [...new Set([...Object.keys(prompt), ...answers.flatMap(({ html }) => Object.keys(html))])].filter(isLocale)
  if (languages.length === 0) return undefined
  const inLanguage = (text: ManyLanguages, language: Locale): string => text[language] ?? text.und ?? anyOf(text)
  return Object.fromEntries(
    languages.map((language) => {
      const told = inLanguage(feedback, language)
      const choices = Object.fromEntries(answers.map(({ id, html }) => [id, inLanguage(html, language)]))
      return [language, { promptHtml: inLanguage(prompt, language), choices, ...(told ? { feedbackHtml: told } : {}) }]
    }),
  )
}

/** The text in whatever language comes first. */
export function anyOf(text: ManyLanguages): string {
  return text.und ?? Object.values(text)[0] ?? ''
}

function keptAnswers(element: Xml, answers: { html: ManyLanguages; fraction: number }[]): string {
  const pairs = below(element, 'match')
    .filter((pair) => words(pair, 'answertext') !== '')
    .map((pair) => `<li>${escaped(plainText(told(words(pair, 'questiontext'))))} — ${escaped(plainText(words(pair, 'answertext')))}</li>`)
  const lines = answers.map(
    ({ html, fraction }) =>
      `<li>${plainText(anyOf(html)) ? escaped(plainText(anyOf(html))) : '?'}${fraction > 0 ? ` (${Math.round(fraction * 100)} %)` : ''}</li>`,
  )
  const list = [...pairs, ...lines].join('')
  return list ? `<ul>${list}</ul>` : ''
}

export function excerpt(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
