import type { ImportNote } from '../contract.ts'
import type { ImportedQuestion, ImportedQuiz } from '../item-kinds.ts'
import { htmlOfPlain, plainText } from '../sanitize-lesson.ts'
import { acceptedWords, canvasPairs, matching, shortText } from './more-questions.ts'
import { canAsk, questionKind } from './qti-kinds.ts'
import { numericAnswer, rightAnswers } from './read-right-answers.ts'
import { all, attribute, below, one, words, type Xml } from './xml.ts'

/** Cleans a piece of HTML of the file and leads its addresses to their new places. */
export type CleanHtml = (html: string) => string

/** Questions that a test draws: how many, and from which bank (null: from those that stand in the test). */
export interface Draw {
  bank: string | null
  count: number
  of: number
}

/** A test or a bank of a file: what can be asked, and a note for every question that cannot. */
export interface ReadQuiz extends Omit<ImportedQuiz, 'language'> {
  draws: Draw[]
  notes: ImportNote[]
}

/** Reads a QTI 1.2 test (the Common Cartridge profile, and Canvas' own kinds). Null when there is none in the file. */
export function readQuiz(root: Xml, clean: CleanHtml): ReadQuiz | null {
  const assessment = one(root, 'questestinterop', 'assessment')
  if (!assessment) return null
  const settings = fieldsOf(one(assessment, 'qtimetadata'))
  const attempts = settings.get('cc_maxattempts')
  const minutes = Math.round(Number(settings.get('qmd_timelimit') ?? ''))
  const items: Xml[] = []
  const draws: Draw[] = []
  gather(assessment, items, draws)
  return {
    title: attribute(assessment, 'title'),
    ...(attempts === undefined ? {} : { attempts: /^\d+$/.test(attempts) ? Number(attempts) : null }),
    ...(minutes > 0 ? { minutes } : {}),
    ...readQuestions(items, clean),
    draws,
  }
}

/** Reads a bank of questions. Null when there is none in the file. */
export function readBank(root: Xml, clean: CleanHtml): ReadQuiz | null {
  const top = one(root, 'questestinterop')
  const bank = one(top, 'objectbank')
  const items = below(bank ?? top, 'item')
  if (!bank && items.length === 0) return null
  const fields = fieldsOf(one(bank, 'qtimetadata'))
  return { title: fields.get('bank_title') ?? attribute(bank, 'title'), ...readQuestions(items, clean), draws: [] }
}

/** Items of a section and of those inside it, and what is drawn by chance. */
function gather(section: Xml, items: Xml[], draws: Draw[], depth = 0): void {
  const own = all(section, 'item')
  items.push(...own)
  for (const selection of all(one(section, 'selection_ordering'), 'selection')) {
    const count = Number(words(selection, 'selection_number'))
    const bank = words(selection, 'sourcebank_ref') || null
    if (bank !== null || (count > 0 && count < own.length)) draws.push({ bank, count: count > 0 ? count : 1, of: own.length })
  }
  if (depth < 20) for (const inner of all(section, 'section')) gather(inner, items, draws, depth + 1)
}

function readQuestions(items: Xml[], clean: CleanHtml): { questions: ImportedQuestion[]; notes: ImportNote[] } {
  const notes: ImportNote[] = []
  const questions = items.flatMap((item, index) => {
    const read = readQuestion(item, clean)
    const params = { number: index + 1, question: excerpt(plainText(read.question.promptHtml) || attribute(item, 'title') || '?') }
    if (read.note) notes.push({ key: read.note, params: { ...params, ...read.params } })
    return read.question.kind === 'other' && !read.question.more ? [] : [read.question]
  })
  return { questions, notes }
}

function excerpt(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text
}

interface ReadQuestion {
  question: ImportedQuestion
  note?: string
  params?: Record<string, string | number>
}

function readQuestion(item: Xml, clean: CleanHtml): ReadQuestion {
  const fields = fieldsOf(one(item, 'itemmetadata'))
  const sourceType = fields.get('cc_profile') ?? fields.get('question_type') ?? fields.get('qmd_itemtype') ?? ''
  const presentation = one(item, 'presentation')
  const kind = questionKind(sourceType, presentation)
  const points = Number(fields.get('points_possible') ?? fields.get('cc_weighting') ?? '1')
  const feedback = generalFeedback(item, clean)
  const base = {
    promptHtml: promptParts(presentation)
      .map((part) => material(part, clean))
      .join(''),
    points: Number.isFinite(points) && points >= 0 ? points : 1,
    choices: [],
    ...(feedback ? { feedbackHtml: feedback } : {}),
    sourceType,
  }
  const leave = (note: string, params = {}): ReadQuestion => ({ question: { ...base, kind: 'other' }, note, params })
  // A kind we have never met is named as the file names it.
  if (kind === 'unknown') return leave('question-unknown', { type: excerpt(sourceType || '?') })
  const more =
    kind === 'short-answer'
      ? shortText(acceptedWords(item), false)
      : kind === 'matching'
        ? matching(canvasPairs(item, (part) => material(part, clean)))
        : null
  if (more) return { question: { ...base, kind: 'other', more } }
  if (!canAsk(kind)) return leave('question-left-out', { type: kind })
  if (kind === 'numeric') {
    const numeric = numericAnswer(item)
    if (!numeric) return leave('question-unmarked')
    const { others, ...answer } = numeric
    return { question: { ...base, kind, ...answer }, ...(others > 0 ? { note: 'question-one-answer' } : {}) }
  }
  const right = rightAnswers(item)
  const choices = below(below(presentation, 'response_lid')[0], 'response_label').map((label, index) => ({
    id: attribute(label, 'ident') || String(index + 1),
    html: all(label, 'material')
      .concat(all(one(label, 'flow_mat'), 'material'))
      .map((part) => material(part, clean))
      .join(''),
    right: right.has(attribute(label, 'ident')),
  }))
  const hits = choices.filter((choice) => choice.right).length
  // A choice question whose right answer the file does not tell cannot be marked.
  if (hits === 0 || choices.length < 2) return leave('question-unmarked')
  return {
    question: { ...base, kind: hits > 1 ? 'multiple' : kind, choices },
    ...(kind === 'single' && hits > 1 ? { note: 'question-several' } : {}),
  }
}

function fieldsOf(of: Xml | undefined): Map<string, string> {
  return new Map(below(of, 'qtimetadatafield').map((field) => [words(field, 'fieldlabel').toLowerCase(), words(field, 'fieldentry')]))
}

/** Everything that is told before and between the fields, but not what belongs to a field. */
function promptParts(of: Xml | undefined, depth = 0): Xml[] {
  if (!of || depth > 20) return []
  return Object.keys(of).flatMap((name) => {
    if (name.startsWith('@') || name.startsWith('#') || name.startsWith('response_')) return []
    return all(of, name).flatMap((child) => (name === 'material' ? [child] : promptParts(child, depth + 1)))
  })
}

function generalFeedback(item: Xml, clean: CleanHtml): string {
  const found = all(item, 'itemfeedback').find((feedback) => /general/i.test(attribute(feedback, 'ident')))
  return found ? material(below(found, 'material')[0], clean) : ''
}

function material(of: Xml | undefined, clean: CleanHtml): string {
  const texts = all(of, 'mattext').map((text) => (/html/i.test(attribute(text, 'texttype')) ? clean(words(text)) : htmlOfPlain(words(text))))
  const pictures = all(of, 'matimage').map((image) =>
    clean(`<img src="${escaped(attribute(image, 'uri'))}" alt="${escaped(attribute(image, 'label'))}">`),
  )
  return [...texts, ...pictures].join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
