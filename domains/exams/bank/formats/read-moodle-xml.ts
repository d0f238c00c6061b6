import { basename } from 'node:path'
import type { Locale, Localized } from '../../../../foundation/i18n/localized.ts'
import { Problem } from '../../../../foundation/server/http/problem.ts'
import { all, attribute, one, readXml, words, type Xml } from '../../../courses/index.ts'
import { readNumber } from '../shared/read-number.ts'
import { commonOf, kindComparison, noUnits, type Common, type QuestionContent, type UnitRules } from '../shared/question.ts'
import { readClozeCode } from './cloze-code.ts'
import { filePrefix, item, refused, type Brought, type BroughtFile, type BroughtItem } from './report.ts'
import { decodeText, htmlOf, inLanguage, titleOf, type TextFormat } from './words.ts'
import { isClosed, piecesOf } from './xml-pieces.ts'

/** What a question is made of that has a place here; all else is kept with it. */
const known = new Set(
  (
    'name questiontext generalfeedback defaultgrade tags hint answer single shuffleanswers usecase subquestion units unitgradingtype unitpenalty showunits ' +
    'dataset_definitions responseformat minwordlimit maxwordlimit graderinfo responsetemplate gradingtype'
  ).split(' '),
)
const mostFileBytes = 20_000_000

interface Reading {
  language: Locale
  number: number
  files: BroughtFile[]
  reasons: string[]
}

/**
 * Questions of a Moodle XML file. Each is read by itself, so that a broken one takes no other with it; pictures in it are
 * carried as files.
 * @throws 422 `courses.archive-doctype` when the file declares a type or entities of its own
 */
export function readMoodleXml(content: Buffer, language: Locale): Brought {
  const text = decodeText(content)
  if (!isClosed(text)) readXml(Buffer.from('<quiz>'), 'quiz')
  if (/<!(DOCTYPE|ENTITY)/i.test(text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ''))) readXml(Buffer.from('<!DOCTYPE>'), 'quiz')
  const items: BroughtItem[] = []
  const files: BroughtFile[] = []
  let category = ''
  for (const piece of piecesOf(text)) {
    if (piece.name !== 'question') continue
    const number = items.length + 1
    try {
      const question = one(readPiece(piece.source), 'question')
      if (attribute(question, 'type') === 'category') category = words(question, 'category', 'text')
      else items.push(readOne(question, piece.source, category, { language, number, files, reasons: [] }))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      items.push(refused(number, category, '', 'xml-broken'))
    }
  }
  return { items, files }
}

/** A document type inside a text that is shown as text is only a text. */
function readPiece(source: string): Xml {
  return readXml(
    Buffer.from(
      source.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_whole, inside: string) =>
        inside.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
      ),
    ),
    'question',
  )
}

/** A text of the file as clean HTML, its pictures carried. */
function html(of: Xml | undefined, reading: Reading): string {
  if (!of) return ''
  let raw = words(of, 'text') || words(of)
  for (const file of all(of, 'file')) {
    const name = basename(attribute(file, 'name'))
    const bytes = Buffer.from(words(file), attribute(file, 'encoding') === 'base64' ? 'base64' : 'utf8')
    if (!name || bytes.length === 0 || bytes.length > mostFileBytes) {
      reading.reasons.push('file-missing')
      continue
    }
    const key = `${reading.number}-${reading.files.length + 1}-${name.replace(/[^\p{L}\p{N}._-]/gu, '-')}`
    reading.files.push({ key, name, bytes })
    for (const written of new Set([name, encodeURIComponent(name), encodeURI(name)])) {
      raw = raw.replaceAll(`@@PLUGINFILE@@${attribute(file, 'path') || '/'}${written}`, `${filePrefix}${key}`)
    }
  }
  if (raw.includes('@@PLUGINFILE@@')) reading.reasons.push('file-missing')
  const named = attribute(of, 'format').replace('moodle_auto_format', 'moodle').replace('plain_text', 'plain')
  const format: TextFormat = named === 'plain' || named === 'markdown' || named === 'moodle' ? named : 'html'
  if (format === 'markdown') reading.reasons.push('markdown-simplified')
  const clean = htmlOf(raw, format)
  if (/<(script|iframe|video|audio|object|embed|svg|a)\b/i.test(raw)) reading.reasons.push('marks-left')
  return clean
}

function localized(of: Xml | undefined, reading: Reading): Localized {
  return inLanguage(html(of, reading), reading.language)
}

function readOne(question: Xml | undefined, source: string, category: string, reading: Reading): BroughtItem {
  const type = attribute(question, 'type')
  const grade = Number(words(question, 'defaultgrade') || '1')
  const prompt = html(one(question, 'questiontext'), reading)
  const common: Common = {
    ...commonOf({ prompt: inLanguage(prompt, reading.language), language: reading.language }),
    title: (words(question, 'name', 'text') || titleOf(prompt)).slice(0, 500),
    points: Number.isFinite(grade) && grade >= 0 ? Math.min(1000, grade) : 1,
    generalFeedback: localized(one(question, 'generalfeedback'), reading),
    hints: all(question, 'hint')
      .slice(0, 10)
      .map((hint) => localized(hint, reading))
      .filter((hint) => Object.keys(hint).length > 0),
    tags: [...new Set(all(one(question, 'tags'), 'tag').map((tag) => (words(tag, 'text') || words(tag)).trim().slice(0, 100)))]
      .filter(Boolean)
      .slice(0, 50),
    extras: piecesOf(source)
      .filter(({ name, source: text }) => !known.has(name) && text.length <= 200_000)
      .slice(0, 100)
      .map(({ name, source: text }) => ({ format: 'moodle-xml', name, text })),
  }
  const content = readKind(type, question, common, prompt, reading)
  if (typeof content !== 'string') return item(reading.number, category, content, reading.reasons)
  const kept: QuestionContent = { ...common, extras: [], kind: 'unknown', source: { format: 'moodle-xml', type, text: source } }
  return item(reading.number, category, kept, [...reading.reasons, content])
}

const truth = (text: string, otherwise: boolean): boolean => (text === '' ? otherwise : /^(1|true)$/i.test(text))
const fraction = (of: Xml): number => Math.max(-1, Math.min(1, Number((Number(attribute(of, 'fraction').replace(',', '.') || '0') / 100).toFixed(7))))

/** The question; a key of a reason when this kind cannot be read. */
function readKind(type: string, question: Xml | undefined, common: Common, prompt: string, reading: Reading): QuestionContent | string {
  const answers = all(question, 'answer')
  const shuffle = truth(words(question, 'shuffleanswers'), true)
  const lines = answers.map((answer, index) => ({
    id: `a${index + 1}`,
    credit: fraction(answer),
    feedback: localized(one(answer, 'feedback'), reading),
    answer,
  }))
  const spoken = ({ answer, ...rest }: (typeof lines)[number]) => ({ ...rest, text: localized(answer, reading) })
  switch (type) {
    case 'multichoice': {
      const options = lines.map(spoken)
      if (options.length < 2) return 'options-few'
      return truth(words(question, 'single'), true)
        ? { ...common, kind: 'single', options, shuffle }
        : { ...common, kind: 'multiple', options, shuffle, rule: 'weights' }
    }
    case 'truefalse': {
      const of = (value: string) => lines.find(({ answer }) => (words(answer, 'text') || words(answer)).trim().toLowerCase() === value)
      const [yes, no] = [of('true'), of('false')]
      if (!yes && !no) return 'answers-none'
      return {
        ...common,
        kind: 'true-false',
        right: (yes?.credit ?? 0) > (no?.credit ?? 0),
        feedbackTrue: yes?.feedback ?? {},
        feedbackFalse: no?.feedback ?? {},
      }
    }
    case 'shortanswer': {
      const accepted = lines.map(({ answer, credit, ...rest }) => {
        const pattern = words(answer, 'text') || words(answer)
        return { ...rest, credit: Math.max(0, credit), pattern: pattern.replaceAll('\\*', '*'), wildcard: /(^|[^\\])\*/.test(pattern) }
      })
      return { ...common, kind: 'short-text', accepted, compare: { ...kindComparison, case: !truth(words(question, 'usecase'), false) } }
    }
    case 'numerical': {
      const accepted = lines.map(({ answer, credit, ...rest }) => {
        const value = readNumber(words(answer, 'text') || words(answer))
        return {
          ...rest,
          credit: Math.max(0, credit),
          value,
          tolerance: { kind: 'absolute' as const, by: Math.abs(readNumber(words(answer, 'tolerance')) ?? 0) },
        }
      })
      return accepted.some(({ value }) => value !== null) ? { ...common, kind: 'numeric', accepted, unit: readUnits(question) } : 'number'
    }
    case 'matching': {
      const both = all(question, 'subquestion').map((row, index) => ({
        id: `p${index + 1}`,
        prompt: localized(row, reading),
        match: localized(one(row, 'answer'), reading),
      }))
      const empty = ({ prompt: text }: (typeof both)[number]) => Object.keys(text).length === 0
      const distractors = both.filter(empty).map(({ id, match }) => ({ id, text: match }))
      return { ...common, kind: 'matching', pairs: both.filter((pair) => !empty(pair)), distractors, shuffle }
    }
    case 'cloze': {
      const read = readClozeCode(prompt, reading.language)
      return read ? { ...common, kind: 'cloze', prompt: { [reading.language]: read.html }, gaps: read.gaps } : 'cloze-code'
    }
    case 'ordering': {
      const grading = words(question, 'gradingtype')
      const credit =
        grading === 'ALL_OR_NOTHING' || grading === '-1' ? 'exact' : grading.startsWith('LONGEST') || grading === '5' ? 'subsequence' : 'adjacent'
      return { ...common, kind: 'ordering', items: lines.map(({ id, answer }) => ({ id, text: localized(answer, reading) })), credit }
    }
    case 'essay':
      return {
        ...common,
        kind: 'essay',
        format: words(question, 'responseformat').startsWith('plain') ? 'plain' : 'html',
        minWords: Number(words(question, 'minwordlimit')) || null,
        maxWords: Number(words(question, 'maxwordlimit')) || null,
        template: localized(one(question, 'responsetemplate'), reading),
        guidance: localized(one(question, 'graderinfo'), reading),
      }
    case 'calculated':
    case 'calculatedsimple':
      return readCalculated(question, common, reading)
    default:
      return type === 'description' ? 'description' : 'kind-unknown'
  }
}

function readUnits(question: Xml | undefined): UnitRules {
  const units = all(one(question, 'units'), 'unit')
    .map((unit) => ({ name: words(unit, 'unit_name').trim(), factor: Number((1 / (Number(words(unit, 'multiplier')) || 1)).toPrecision(12)) }))
    .filter(({ name }) => name)
    .toSorted((a, b) => Number(b.factor === 1) - Number(a.factor === 1))
  if (units.length === 0 || words(question, 'showunits') === '3') return units.length === 0 ? noUnits : { units, ask: 'none', penalty: 0 }
  const graded = words(question, 'unitgradingtype') !== '0' && words(question, 'unitgradingtype') !== ''
  return { units, ask: graded ? 'required' : 'optional', penalty: graded ? Math.min(1, Math.max(0, Number(words(question, 'unitpenalty')) || 0)) : 0 }
}

function readCalculated(question: Xml | undefined, common: Common, reading: Reading): QuestionContent | string {
  const [answer, ...others] = all(question, 'answer')
  if (!answer) return 'answers-none'
  if (others.length > 0) reading.reasons.push('one-answer')
  const rows: Record<string, number>[] = []
  for (const definition of all(one(question, 'dataset_definitions'), 'dataset_definition')) {
    const name = words(definition, 'name', 'text')
    all(one(definition, 'dataset_items'), 'dataset_item').forEach((value, index) => {
      const row = (Number(words(value, 'number')) || index + 1) - 1
      if (row >= 0 && row < 1000) (rows[row] ??= {})[name] = Number(words(value, 'value'))
    })
  }
  const most = Math.max(0, ...rows.map((row) => Object.keys(row ?? {}).length))
  const datasets = rows.filter((row) => row && Object.keys(row).length === most)
  const by = Math.abs(readNumber(words(answer, 'tolerance')) ?? 0)
  const relative = ['1', ''].includes(words(answer, 'tolerancetype'))
  return {
    ...common,
    kind: 'calculated',
    variables: [],
    datasets,
    formula: words(answer, 'text') || words(answer),
    tolerance: { kind: relative ? 'relative' : 'absolute', by },
    unit: readUnits(question),
    feedback: localized(one(answer, 'feedback'), reading),
  }
}
