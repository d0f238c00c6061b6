import ExcelJS from 'exceljs'
import type { FastifyReply } from 'fastify'
import { formatFor } from '../../foundation/i18n/format.ts'
import { pick } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { text } from '../../foundation/server/i18n/texts.ts'
import type { GradebookView } from './book/contract.ts'
import type { GroupRecordView } from './contract.ts'

/** A text cell that a spreadsheet takes for a formula is written as text: names come from outside. */
const cell = (value: string): string => (/^[=+\-@\t]/.test(value) ? `'${value}` : value)

/** Rows as a workbook with one page; the first row is the head. */
export async function writeRows(name: string, rows: (string | number | null)[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const page = book.addWorksheet(name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31), { views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }] })
  for (const row of rows) page.addRow(row.map((value) => (typeof value === 'string' ? cell(value) : value)))
  page.getRow(1).font = { bold: true }
  page.getColumn(1).width = 36
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** The grade book as a spreadsheet in the reader's language. */
export function gradebookSheet(ctx: Ctx, view: GradebookView): Promise<Buffer> {
  const { name } = formatFor(ctx.locale)
  const say = (key: string) => text(ctx.locale, `grades:sheet.${key}`)
  return writeRows(view.offering.code, [
    [
      say('student'),
      say('group'),
      ...view.items.map((one) => `${pick(one.title, ctx.locale)} (${one.maxPoints})`),
      say('percent'),
      say('letter'),
      say('mark'),
    ],
    ...view.students.map((one) => [
      name(one.person),
      one.group,
      ...one.points,
      one.line?.percent ?? null,
      one.line?.letter ?? null,
      one.line?.traditional ?? null,
    ]),
  ])
}

/** The record of a group as a spreadsheet in the reader's language. */
export function groupRecordSheet(ctx: Ctx, view: GroupRecordView): Promise<Buffer> {
  const { name } = formatFor(ctx.locale)
  const say = (key: string) => text(ctx.locale, `grades:sheet.${key}`)
  return writeRows(view.group.code, [
    [say('student'), say('number'), ...view.offerings.flatMap((one) => [`${pick(one.name, ctx.locale)}, %`, say('letter')]), say('average')],
    ...view.students.map((one) => [
      name(one.person),
      one.recordBookNumber,
      ...one.lines.flatMap((line) => [line?.percent ?? null, line?.letter ?? null]),
      one.average,
    ]),
  ])
}

/** Sends a spreadsheet to be saved. */
export async function sendSheet(reply: FastifyReply, name: string, content: Buffer): Promise<void> {
  await reply
    .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename="grades.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`)
    .header('cache-control', 'private, no-store')
    .send(content)
}
