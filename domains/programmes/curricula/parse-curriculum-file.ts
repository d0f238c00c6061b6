import ExcelJS from 'exceljs'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { controlForms, lineKinds } from '../contract.ts'
import { calledIn, fileColumns, plain, recognise, type FileColumn } from './file-columns.ts'
import { hoursOff } from './hours.ts'

/** A row of the file as a line of a curriculum; the discipline is still a code. */
export interface FileLine {
  row: number
  disciplineCode: string
  discipline: string
  semester: number
  kind: (typeof lineKinds)[number]
  electivePool: string | null
  electivePick: number | null
  credits: number
  lectureHours: number
  practicalHours: number
  laboratoryHours: number
  seminarHours: number
  independentHours: number
  controlForm: (typeof controlForms)[number]
  block: string | null
  outcomes: string[]
}

export interface FileFault {
  row: number
  column: string
  text: string
}

export interface ParsedFile {
  programmeCode: string | null
  intakeYear: number | null
  lines: FileLine[]
  errors: FileFault[]
}

const columnNames = fileColumns.map((column) => column.name)
/** More rows than any plan has: a file of this size is another file. */
const mostRows = 2000

function cellText(cell: ExcelJS.Cell): string {
  return (cell.text ?? '').toString().trim()
}

/** The first row in which at least four headings are recognised. */
function findHeadings(sheet: ExcelJS.Worksheet): { row: number; columns: Map<FileColumn, number> } | null {
  for (let number = 1; number <= Math.min(sheet.rowCount, 30); number++) {
    const columns = new Map<FileColumn, number>()
    sheet.getRow(number).eachCell((cell, place) => {
      const name = recognise(cellText(cell), 'columns', columnNames)
      if (name && !columns.has(name)) columns.set(name, place)
    })
    if (columns.size >= 4) return { row: number, columns }
  }
  return null
}

/** The value right of a label that stands above the table («Программа», «Кабыл алуу жылы»). */
function labelled(sheet: ExcelJS.Worksheet, above: number, label: 'programme' | 'intakeYear'): string | null {
  for (let number = 1; number < above; number++) {
    const row = sheet.getRow(number)
    for (let place = 1; place <= 10; place++) {
      if (recognise(cellText(row.getCell(place)), 'labels', [label])) return cellText(row.getCell(place + 1)) || null
    }
  }
  return null
}

/**
 * Reads a curriculum from an XLSX workbook: headings in Kyrgyz, Russian or English, in any order, on the first sheet
 * that has them. Every fault is told with its row and column; a workbook that cannot be opened is one fault.
 */
export async function parseCurriculumFile(content: Buffer, locale: Locale, arithmetic: { hoursPerCredit: number }): Promise<ParsedFile> {
  const parsed: ParsedFile = { programmeCode: null, intakeYear: null, lines: [], errors: [] }
  const fault = (row: number, column: string, key: string, params: Record<string, unknown> = {}) =>
    parsed.errors.push({ row, column, text: text(locale, `programmes:file.faults.${key}`, params) })
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.load(content as unknown as ExcelJS.Buffer)
  } catch {
    fault(0, '', 'unreadable')
    return parsed
  }
  const sheet = book.worksheets.find((one) => findHeadings(one)) ?? null
  const headings = sheet && findHeadings(sheet)
  if (!sheet || !headings) {
    fault(0, '', 'no-headings')
    return parsed
  }
  parsed.programmeCode = labelled(sheet, headings.row, 'programme')
  const year = Number(labelled(sheet, headings.row, 'intakeYear') ?? Number.NaN)
  parsed.intakeYear = Number.isInteger(year) ? year : null
  for (const { name, needed } of fileColumns) {
    if (needed && !headings.columns.has(name)) fault(headings.row, calledIn(locale, 'columns', name), 'column-missing')
  }
  if (sheet.rowCount > mostRows) fault(sheet.rowCount, '', 'too-many-rows', { most: mostRows })
  if (parsed.errors.length > 0) return parsed
  for (let number = headings.row + 1; number <= sheet.rowCount; number++) {
    const line = readRow(sheet.getRow(number), number, headings.columns, (name, key, params) =>
      fault(number, calledIn(locale, 'columns', name), key, params),
    )
    if (!line) continue
    parsed.lines.push(line)
    const off = hoursOff(line, arithmetic.hoursPerCredit)
    if (off !== 0)
      fault(number, calledIn(locale, 'columns', 'credits'), 'hours', {
        actual: line.credits * arithmetic.hoursPerCredit + off,
        demanded: line.credits * arithmetic.hoursPerCredit,
      })
  }
  if (parsed.lines.length === 0 && parsed.errors.length === 0) fault(headings.row, '', 'no-rows')
  return parsed
}

type Tell = (name: FileColumn, key: string, params?: Record<string, unknown>) => void

/** One row; null for an empty row, a total («Бардыгы», «Итого») or one with faults in what a line cannot be without. */
function readRow(row: ExcelJS.Row, number: number, columns: Map<FileColumn, number>, tell: Tell): FileLine | null {
  const words = (name: FileColumn) => {
    const place = columns.get(name)
    return place === undefined ? '' : cellText(row.getCell(place))
  }
  if (columnNames.every((name) => words(name) === '')) return null
  if (recognise(words('disciplineCode') || words('discipline') || words('semester'), 'labels', ['total'])) return null
  const whole = (name: FileColumn, least: number, most: number, empty: number | null): number => {
    const given = words(name).replaceAll(/\s/g, '').replace(',', '.')
    if (given === '' && empty !== null) return empty
    const value = Number(given)
    if (given !== '' && Number.isInteger(value) && value >= least && value <= most) return value
    tell(name, given === '' ? 'needed' : 'not-a-number', { value: words(name), least, most })
    return 0
  }
  const one = <Name extends string>(name: FileColumn, group: string, names: readonly Name[], empty: Name): Name => {
    const given = words(name)
    const found = given === '' ? empty : recognise(given, group, names)
    if (!found) tell(name, 'unknown-word', { value: given })
    return found ?? empty
  }
  for (const name of ['disciplineCode', 'discipline'] as const) if (words(name) === '') tell(name, 'needed')
  const kind = one('kind', 'kinds', lineKinds, words('electivePool') === '' ? 'core' : 'elective')
  if (kind === 'elective' && words('electivePool') === '') tell('electivePool', 'needed')
  return {
    row: number,
    kind,
    disciplineCode: words('disciplineCode'),
    discipline: words('discipline'),
    semester: whole('semester', 1, 14, null),
    electivePool: kind === 'elective' ? words('electivePool') || null : null,
    electivePick: kind === 'elective' ? whole('electivePick', 1, 10, 1) : null,
    credits: whole('credits', 0, 60, null),
    lectureHours: whole('lectureHours', 0, 2000, 0),
    practicalHours: whole('practicalHours', 0, 2000, 0),
    laboratoryHours: whole('laboratoryHours', 0, 2000, 0),
    seminarHours: whole('seminarHours', 0, 2000, 0),
    independentHours: whole('independentHours', 0, 2000, 0),
    controlForm: one('controlForm', 'controls', controlForms, kind === 'attestation' ? 'defence' : kind === 'course_work' ? 'course_work' : 'exam'),
    block: words('block') || null,
    outcomes: words('outcomes')
      .split(/[,;\s]+/)
      .filter((code) => plain(code) !== ''),
  }
}
