import ExcelJS from 'exceljs'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { QuestionContent } from '../shared/question.ts'
import type { WriteNote, Written } from './report.ts'
import { escapeHtml, manyLanguages, plainOf, textIn } from './words.ts'
import { wordOfKey, xlsxWords } from './xlsx-words.ts'

/** Writes questions as a sheet that `readXlsx` takes back: words alone; what a row cannot hold is told in the notes. */
export async function writeXlsx(questions: readonly Written[]): Promise<{ bytes: Buffer; notes: WriteNote[] }> {
  const notes: WriteNote[] = []
  const rows = questions.flatMap((one, index) => rowOf(one, (reason) => notes.push({ number: index + 1, reason })) ?? [])
  const most = Math.max(4, ...rows.map(({ options }) => options.length))
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(wordOfKey(xlsxWords.columns, 'prompt'), { views: [{ state: 'frozen', ySplit: 1 }] })
  const heads = ['kind', 'prompt', 'answer', 'points', 'topic', 'difficulty', 'tags', 'feedback'] as const
  const option = wordOfKey(xlsxWords.columns, 'option')
  sheet.addRow([...heads.map((name) => wordOfKey(xlsxWords.columns, name)), ...Array.from({ length: most }, (_, index) => `${option} ${index + 1}`)])
  sheet.getRow(1).font = { bold: true }
  for (const row of rows) sheet.addRow([...heads.map((name) => row[name]), ...row.options])
  sheet.columns.forEach((column, index) => {
    column.width = index === 1 ? 60 : index < heads.length ? 16 : 28
    column.alignment = { wrapText: true, vertical: 'top' }
  })
  return { bytes: Buffer.from(await book.xlsx.writeBuffer()), notes }
}

interface Row {
  kind: string
  prompt: string
  answer: string | number
  points: number
  topic: string
  difficulty: string
  tags: string
  feedback: string
  options: string[]
}

function rowOf({ content, category, difficulty }: Written, note: (reason: string) => void): Row | null {
  const say = (text: Localized): string => plainOf(textIn(text, content.language)).trim()
  const body = answerOf(content, say)
  if (!body) {
    note('kind-not-in-format')
    return null
  }
  if (manyLanguages({ ...content, extras: [] })) note('one-language')
  if (escapeHtml(say(content.prompt)) !== textIn(content.prompt, content.language)) note('marks-left')
  return {
    kind: wordOfKey(xlsxWords.kinds, content.kind),
    prompt: say(content.prompt),
    points: content.points,
    topic: category,
    difficulty: difficulty ? wordOfKey(xlsxWords.difficulties, difficulty) : '',
    tags: content.tags.join(', '),
    feedback: say(content.generalFeedback),
    ...body,
  }
}

function answerOf(content: QuestionContent, say: (text: Localized) => string): { answer: string | number; options: string[] } | null {
  switch (content.kind) {
    case 'single':
    case 'multiple': {
      const best = Math.max(...content.options.map(({ credit }) => credit))
      const right = content.options.flatMap(({ credit }, index) => ((content.kind === 'single' ? credit === best : credit > 0) ? [index + 1] : []))
      return { answer: right.length === 1 ? (right[0] ?? '') : right.join('; '), options: content.options.map(({ text }) => say(text)) }
    }
    case 'true-false':
      return { answer: wordOfKey(xlsxWords.truth, String(content.right)), options: [] }
    case 'numeric': {
      const [first, ...others] = content.accepted
      if (!first || first.value === null || others.length > 0 || first.tolerance.kind !== 'absolute') return null
      return { answer: first.tolerance.by === 0 ? first.value : `${first.value} ± ${first.tolerance.by}`, options: [] }
    }
    case 'short-text':
      return { answer: content.accepted.map(({ pattern }) => pattern).join(' | '), options: [] }
    case 'matching':
      return { answer: '', options: content.pairs.map(({ prompt, match }) => `${say(prompt)} → ${say(match)}`) }
    case 'ordering':
      return { answer: '', options: content.items.map(({ text }) => say(text)) }
    default:
      return null
  }
}
