import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { fromBuffer } from 'yauzl'
import { normalHeading } from './headings.ts'
import type { Sheet } from './sheet.ts'

const maxRows = 50_000
const maxColumns = 100
const maxUnpacked = 400 * 1024 * 1024

/** Reads the first sheet of a workbook that holds anything. @throws Error sheet-… */
export async function readXlsx(content: Uint8Array, known: string[]): Promise<Sheet> {
  await refuseBomb(Buffer.from(content))
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Buffer.from(content) as unknown as ArrayBuffer, {
    ignoreNodes: ['dataValidations', 'conditionalFormatting', 'drawing', 'picture', 'extLst', 'mergeCells'],
  })
  const sheet = workbook.worksheets.find((one) => one.actualRowCount > 0)
  if (!sheet) throw new Error('sheet-empty')
  const table: { row: number; cells: string[] }[] = []
  sheet.eachRow((row, number) => {
    const cells: string[] = []
    const width = Math.min(row.cellCount, maxColumns)
    for (let column = 1; column <= width; column++) cells.push(cellText(row.getCell(column).value))
    table.push({ row: number, cells })
  })
  return asSheet(table, known)
}

/** Says whether the archive unpacks to more than a workbook of people ever does, before anything is unpacked. */
function refuseBomb(content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    fromBuffer(content, { lazyEntries: false }, (error, zip) => {
      if (error || !zip) return reject(new Error('sheet-unreadable'))
      let total = 0
      zip.on('entry', (entry: { uncompressedSize: number }) => {
        total += entry.uncompressedSize
      })
      zip.on('error', () => reject(new Error('sheet-unreadable')))
      zip.on('end', () => (total > maxUnpacked ? reject(new Error('sheet-too-heavy')) : resolve()))
    })
  })
}

/** The text of a cell: a formula counts as its result, a date as YYYY-MM-DD, a long number with all its digits. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '#VALUE!' : value.toISOString().slice(0, 10)
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value)
  if (typeof value === 'string') return clean(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  const rich = value as { richText?: { text: string }[]; text?: unknown; result?: unknown; error?: string; formula?: string; sharedFormula?: string }
  if (rich.error) return rich.error
  if (rich.richText) return clean(rich.richText.map((run) => run.text).join(''))
  if (rich.formula !== undefined || rich.sharedFormula !== undefined) return cellText(rich.result)
  if (rich.text !== undefined) return cellText(rich.text)
  return ''
}

/** Takes off the apostrophe with which a text is kept from being a formula, and outer spaces. */
function clean(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/^'(?=[=+@\t-])/, '')
    .trim()
}

/** Reads CSV whatever its letters and delimiter. @throws Error sheet-… */
export function readCsv(content: Uint8Array, known: string[]): Sheet {
  const text = decode(content)
  if (text.includes('\u0000')) throw new Error('sheet-unreadable')
  const records = parse(text, {
    delimiter: delimiterOf(text, known),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    bom: true,
    max_record_size: 200_000,
    info: true,
  }) as unknown as { info: { lines: number }; record: string[] }[]
  return asSheet(
    records.map(({ record }, index) => ({ row: index + 1, cells: record.slice(0, maxColumns).map(clean) })),
    known,
  )
}

/** UTF-16 by its mark, UTF-8 where the bytes are such, else the old Windows letters. */
function decode(content: Uint8Array): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('windows-1251').decode(content)
  }
}

/** The delimiter under which most known headings are seen; else the one that stands most often outside quotes. */
function delimiterOf(text: string, known: readonly string[]): string {
  const words = new Set(known)
  const start = text
    .slice(0, 20_000)
    .split(/\r?\n/)
    .slice(0, 25)
    .map((line) => line.replace(/"[^"]*"/g, (quoted) => quoted.replace(/[;,\t]/g, ' ')))
  const counts = [';', '\t', ','].map((delimiter) => {
    const lines = start.map((line) => line.split(delimiter))
    return {
      delimiter,
      headings: Math.max(...lines.map((cells) => cells.filter((cell) => words.has(normalHeading(cell))).length)),
      cells: lines.flat().length,
    }
  })
  return counts.toSorted((a, b) => b.headings - a.headings || b.cells - a.cells)[0]?.delimiter ?? ';'
}

/** Finds the heading row (below a title, perhaps) and drops empty rows. */
function asSheet(table: { row: number; cells: string[] }[], known: string[]): Sheet {
  const words = new Set(known)
  const filled = table.filter(({ cells }) => cells.some(Boolean))
  const scored = filled.slice(0, 25).map((line, index) => ({ index, score: line.cells.filter((cell) => words.has(normalHeading(cell))).length }))
  const best = scored.toSorted((a, b) => b.score - a.score || a.index - b.index)[0]
  const heading = filled[best && best.score > 1 ? best.index : 0]
  if (!heading) throw new Error('sheet-empty')
  const rows = filled.filter(({ row }) => row > heading.row)
  if (rows.length > maxRows) throw new Error('sheet-too-long')
  const width = Math.max(heading.cells.length, ...rows.slice(0, 100).map(({ cells }) => cells.length))
  return { headings: Array.from({ length: width }, (_, index) => heading.cells[index] ?? ''), rows }
}

/** Keeps a text from being run as a formula by a spreadsheet program (CSV has no types to tell it by). */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** CSV with semicolons, quotes where needed, and the mark by which spreadsheet programs know UTF-8. */
export function writeCsv(headings: string[], rows: string[][]): Uint8Array {
  const cell = (text: string) => {
    const safe = harmless(text)
    return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return Buffer.from(`\ufeff${[headings, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`, 'utf8')
}

/** A workbook of text cells: a text cell is never run, so numbers keep their zeros and formulas stay words. */
export async function writeXlsx(title: string, headings: string[], rows: string[][]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(title.slice(0, 31).replace(/[\\/?*[\]:]/g, ' '), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = headings.map((heading) => ({ width: Math.max(14, Math.min(40, heading.length + 4)), style: { numFmt: '@' } }))
  sheet.addRow(headings).font = { bold: true }
  for (const row of rows) sheet.addRow(row.map(harmless))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
