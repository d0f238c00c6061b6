import ExcelJS from 'exceljs'
import { pick, type Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { calledIn, fileColumns } from './file-columns.ts'
import { readCurriculumHead, readLines } from './read-curriculum.ts'
import { readProgramme } from '../degrees/read-programmes.ts'
import type { LineView } from '../contract.ts'

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const curriculumFileType = type

async function workbook(locale: Locale, programmeCode: string, intakeYear: number, lines: readonly LineView[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(calledIn(locale, 'labels', 'sheet'))
  sheet.addRow([calledIn(locale, 'labels', 'programme'), programmeCode]).getCell(1).font = { bold: true }
  sheet.addRow([calledIn(locale, 'labels', 'intakeYear'), intakeYear]).getCell(1).font = { bold: true }
  sheet.addRow([])
  const heading = sheet.addRow(fileColumns.map(({ name }) => calledIn(locale, 'columns', name)))
  heading.font = { bold: true }
  heading.alignment = { wrapText: true, vertical: 'top' }
  for (const line of lines) {
    sheet.addRow(
      fileColumns.map(({ name }) => {
        if (name === 'discipline') return pick(line.disciplineName, locale)
        if (name === 'kind') return calledIn(locale, 'kinds', line.kind)
        if (name === 'controlForm') return calledIn(locale, 'controls', line.controlForm)
        if (name === 'outcomes') return line.outcomes.join(', ')
        return line[name] ?? null
      }),
    )
  }
  sheet.views = [{ state: 'frozen', ySplit: 4 }]
  sheet.columns.forEach((column, index) => {
    column.width = index === 2 ? 44 : 14
  })
  return Buffer.from(await book.xlsx.writeBuffer())
}

const example: LineView = {
  id: '',
  disciplineId: '',
  disciplineCode: 'PROG1',
  disciplineName: { ky: 'Программалоо негиздери', ru: 'Основы программирования', en: 'Programming basics' },
  semester: 1,
  kind: 'core',
  electivePool: null,
  electivePick: null,
  credits: 5,
  lectureHours: 24,
  practicalHours: 16,
  laboratoryHours: 20,
  seminarHours: 0,
  independentHours: 90,
  controlForm: 'exam',
  block: null,
  outcomes: ['ON3', 'ON4'],
}

/** An empty file to fill in, with one line as an example, headings in the reader's language. */
export function curriculumTemplate(locale: Locale, year: number): Promise<Buffer> {
  return workbook(locale, 'B-SE', year, [example])
}

/** A curriculum as the file that the import reads back. @throws 404 */
export async function exportCurriculum(ctx: Ctx, curriculumId: string): Promise<{ name: string; content: Buffer }> {
  const head = await readCurriculumHead(ctx, curriculumId)
  const [own, lines] = await Promise.all([readProgramme(ctx, head.programmeId), readLines(ctx.db, curriculumId)])
  return { name: `${own.code}-${head.intakeYear}-v${head.version}.xlsx`, content: await workbook(ctx.locale, own.code, head.intakeYear, lines) }
}
