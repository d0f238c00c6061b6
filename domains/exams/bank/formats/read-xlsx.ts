import ExcelJS from 'exceljs'
import type { Locale, Localized } from '../../../../foundation/i18n/localized.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { readNumber } from '../shared/read-number.ts'
import { commonOf, difficulties, kindComparison, noUnits, type Common, type QuestionContent } from '../shared/question.ts'
import { item, refused, type Brought, type BroughtItem } from './report.ts'
import { htmlOf, inLanguage, titleOf } from './words.ts'
import { keyOfWord, xlsxWords } from './xlsx-words.ts'

const mostRows = 5000
const mostColumns = 60
const arrow = /\s*(?:->|→|=>|⇒)\s*/
const twins = new Map([...'АВСЕНКМОРТХ'].map((letter, index) => [letter, [...'ABCEHKMOPTX'][index] as string]))
const latin = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const cyrillic = 'АБВГДЕЖЗИКЛМНОПРСТ'

interface Line {
  kind: string
  prompt: string
  answer: string
  points: string
  topic: string
  difficulty: string
  tags: string
  feedback: string
  options: string[]
}

/**
 * Questions of a sheet: a head row (any of three languages, columns in any order), a question a row. Without a kind it is told
 * from what is filled in. Right options: their numbers or letters in the answer's column, or a star before them.
 * @throws 422 `exams.questions-format` without a head row that has questions
 */
export async function readXlsx(path: string, language: Locale): Promise<Brought> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path).catch(() => {
    throw problem('exams.questions-format', { status: 422 })
  })
  for (const sheet of book.worksheets) {
    const rows = cellsOf(sheet)
    const head = rows.findIndex((row) => row.some((cell) => columnOf(cell) === 'prompt'))
    if (head === -1) continue
    const columns = (rows[head] ?? []).map(columnOf)
    const items: BroughtItem[] = []
    for (const row of rows.slice(head + 1)) {
      const line = lineOf(columns, row)
      if (!line.prompt && !line.answer && line.options.length === 0) continue
      items.push(questionOf(line, items.length + 1, language))
    }
    return { items, files: [] }
  }
  throw problem('exams.questions-format', { status: 422 })
}

function cellsOf(sheet: ExcelJS.Worksheet): string[][] {
  const rows: string[][] = []
  for (let number = 1; number <= Math.min(sheet.rowCount, mostRows); number += 1) {
    const row = sheet.getRow(number)
    rows.push(Array.from({ length: Math.min(sheet.columnCount, mostColumns) }, (_, index) => wordsOf(row.getCell(index + 1))))
  }
  return rows
}

/** What a reader of the sheet sees in a cell. */
function wordsOf(cell: ExcelJS.Cell): string {
  return (typeof cell.value === 'boolean' ? String(cell.value) : cell.text).trim()
}

/** The column of a head cell; options may be numbered. */
function columnOf(cell: string): string | undefined {
  return keyOfWord(xlsxWords.columns, cell) ?? keyOfWord(xlsxWords.columns, cell.replace(/[\s№.-]*[\dA-ZА-Я][\s.)]*$/iu, ''))
}

function lineOf(columns: readonly (string | undefined)[], row: readonly string[]): Line {
  const at = (name: string): string => row[columns.indexOf(name)] ?? ''
  const options = columns.flatMap((name, index) => (name === 'option' && row[index] ? [row[index]] : []))
  const { kind, prompt, answer, points, topic, difficulty, tags, feedback } = Object.fromEntries(
    ['kind', 'prompt', 'answer', 'points', 'topic', 'difficulty', 'tags', 'feedback'].map((name) => [name, at(name)]),
  ) as Omit<Line, 'options'> & Record<string, string>
  return { kind, prompt, answer, points, topic, difficulty, tags, feedback, options }
}

function questionOf(line: Line, number: number, language: Locale): BroughtItem {
  const say = (text: string): Localized => inLanguage(htmlOf(text, 'plain'), language)
  const reasons: string[] = []
  const points = line.points === '' ? 1 : readNumber(line.points)
  if (points === null) reasons.push('points-not-read')
  const kind = line.kind === '' ? guessed(line) : keyOfWord(xlsxWords.kinds, line.kind)
  const title = titleOf(htmlOf(line.prompt, 'plain'))
  if (!kind) return refused(number, line.topic, title, 'kind-not-told')
  if (!line.prompt) return refused(number, line.topic, title, 'empty-text')
  const common: Common = {
    ...commonOf({ prompt: say(line.prompt), language }),
    title,
    points: points ?? 1,
    tags: line.tags
      .split(/[,;]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
    generalFeedback: line.feedback ? say(line.feedback) : {},
  }
  const content = contentOf(kind, common, line, say)
  if (typeof content === 'string') return refused(number, line.topic, title, content)
  const difficulty = keyOfWord(xlsxWords.difficulties, line.difficulty)
  if (line.difficulty && !difficulty) reasons.push('difficulty-not-told')
  const known = difficulties.find((one) => one === difficulty)
  return { ...item(number, line.topic, content, reasons), ...(known ? { difficulty: known } : {}) }
}

/** The kind of a row that names none, from what is filled in. */
function guessed(line: Line): string {
  if (line.options.length > 1) {
    if (line.options.every((one) => arrow.test(one))) return 'matching'
    return rightPlaces(line).length > 1 ? 'multiple' : 'single'
  }
  if (keyOfWord(xlsxWords.truth, line.answer)) return 'true-false'
  return /[|]/.test(line.answer) || numberWithin(line.answer) === null ? 'short-text' : 'numeric'
}

/** The content, or the key of why the row cannot be read. */
function contentOf(kind: string, common: Common, line: Line, say: (text: string) => Localized): QuestionContent | string {
  const bare = line.options.map((one) => one.replace(/^\*\s*/, ''))
  switch (kind) {
    case 'single':
    case 'multiple': {
      const right = rightPlaces(line)
      if (right === 'unclear') return 'letters-unclear'
      if (right.length === 0) return 'answer-none'
      if (right.some((place) => place < 0 || place >= bare.length)) return 'answer-no-option'
      const credit = kind === 'single' ? 1 : 1 / right.length
      const options = bare.map((text, index) => ({ id: `o${index + 1}`, text: say(text), credit: right.includes(index) ? credit : 0, feedback: {} }))
      return kind === 'single'
        ? { ...common, kind, options, shuffle: true }
        : { ...common, kind: 'multiple', options, shuffle: true, rule: 'right-minus-wrong' }
    }
    case 'true-false': {
      const truth = keyOfWord(xlsxWords.truth, line.answer)
      return truth ? { ...common, kind: 'true-false', right: truth === 'true', feedbackTrue: {}, feedbackFalse: {} } : 'answer-none'
    }
    case 'numeric': {
      const number = numberWithin(line.answer)
      if (!number) return 'answer-none'
      const tolerance = { kind: 'absolute' as const, by: number.by }
      return { ...common, kind: 'numeric', accepted: [{ id: 'a1', value: number.value, tolerance, credit: 1, feedback: {} }], unit: noUnits }
    }
    case 'short-text': {
      const words = [...line.answer.split('|'), ...bare].map((one) => one.trim()).filter(Boolean)
      if (words.length === 0) return 'answers-none'
      const accepted = words.map((pattern, index) => ({ id: `a${index + 1}`, pattern, wildcard: pattern.includes('*'), credit: 1, feedback: {} }))
      return { ...common, kind: 'short-text', accepted, compare: kindComparison }
    }
    case 'matching': {
      const pairs = bare.map((one) => one.split(arrow))
      if (pairs.some(([left, right]) => !left || !right)) return 'pair-arrow'
      return {
        ...common,
        kind: 'matching',
        pairs: pairs.map(([left = '', right = ''], index) => ({ id: `p${index + 1}`, prompt: say(left), match: say(right) })),
        distractors: [],
        shuffle: true,
      }
    }
    default:
      return {
        ...common,
        kind: 'ordering',
        items: bare.map((text, index) => ({ id: `i${index + 1}`, text: say(text) })),
        credit: 'subsequence',
      }
  }
}

/**
 * Places of the right options from 0: stars, else numbers or letters of the answer; −1 for what names no option.
 * «В» is the second letter to one hand and the third to another: where both readings name options, nobody guesses.
 */
function rightPlaces(line: Line): number[] | 'unclear' {
  const starred = line.options.flatMap((one, index) => (one.startsWith('*') ? [index] : []))
  if (starred.length > 0) return starred
  const whole = line.options.indexOf(line.answer)
  if (whole !== -1) return [whole]
  const named = line.answer.split(/[,;\s]+/).filter(Boolean)
  if (named.every((one) => /^\d+$/.test(one))) return named.map((one) => Number(one) - 1)
  const letters = named.map((one) => one.replace(/[.)]$/, '').toUpperCase())
  const readings = [letters.map((one) => placeIn(latin, twins.get(one) ?? one)), letters.map((one) => placeIn(cyrillic, one))]
  const valid = readings.filter((places) => places.every((place) => place >= 0 && place < line.options.length))
  if (valid.length === 2 && String(valid[0]) !== String(valid[1])) return 'unclear'
  return valid[0] ?? [-1]
}

function placeIn(alphabet: string, letter: string): number {
  return letter.length === 1 ? alphabet.indexOf(letter) : -1
}

function numberWithin(answer: string): { value: number; by: number } | null {
  const [value = '', by = '0'] = answer.split(/±|\+-|\+\/-/)
  const [number, within] = [readNumber(value.trim()), readNumber(by.trim())]
  return number === null || within === null ? null : { value: number, by: Math.abs(within) }
}
