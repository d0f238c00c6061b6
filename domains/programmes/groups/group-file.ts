import { readSheet, writeSheet } from '../../people/index.ts'
import { locales, type Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { calledIn, plain, recognise } from '../curricula/file-columns.ts'
import { readGroupLines } from './read-group-lines.ts'

/** Columns of a file of groups; `needed` ones must be there and filled. */
export const groupColumns = [
  { name: 'code', needed: true },
  { name: 'programme', needed: true },
  { name: 'intakeYear', needed: true },
  { name: 'language', needed: false },
  { name: 'curator', needed: false },
] as const
export type GroupColumn = (typeof groupColumns)[number]['name']

const names = groupColumns.map(({ name }) => name)
const languages = ['ky', 'ru', 'en'] as const

/** A row of the file, its words not yet looked up. */
export interface GroupRow {
  row: number
  code: string
  programmeCode: string
  intakeYear: number
  /** Null: the file does not tell. */
  language: (typeof languages)[number] | null
  /** The curator's e-mail; null: the file does not tell. */
  curator: string | null
}

export interface GroupFault {
  row: number
  column: string
  text: string
}

/** Words of a fault in the reader's language. */
export const faultOf = (locale: Locale, row: number, column: GroupColumn | '', key: string, params: Record<string, unknown> = {}): GroupFault => ({
  row,
  column: column && calledIn(locale, 'group-columns', column),
  text: text(locale, `programmes:file.faults.${key}`, params),
})

/**
 * Reads groups from XLSX or CSV: headings in Kyrgyz, Russian or English, in any order.
 * @throws people.sheet-… (422) for a file that is no table
 */
export async function parseGroupFile(content: Uint8Array, name: string, locale: Locale): Promise<{ rows: GroupRow[]; faults: GroupFault[] }> {
  const known = names.flatMap((one) => locales.flatMap((language) => text(language, `programmes:file.group-columns.${one}`).split('|').map(plain)))
  const sheet = await readSheet(name, content, known)
  const places = new Map<GroupColumn, number>()
  for (const [place, heading] of sheet.headings.entries()) {
    const column = recognise(heading, 'group-columns', names)
    if (column && !places.has(column)) places.set(column, place)
  }
  const faults = groupColumns.filter((one) => one.needed && !places.has(one.name)).map((one) => faultOf(locale, 0, one.name, 'column-missing'))
  const rows: GroupRow[] = []
  if (faults.length > 0) return { rows, faults }
  const seen = new Map<string, number>()
  for (const { row, cells } of sheet.rows) {
    const words = (column: GroupColumn): string => cells[places.get(column) ?? -1]?.trim() ?? ''
    if (names.every((column) => words(column) === '')) continue
    const tell = (column: GroupColumn, key: string, params?: Record<string, unknown>) => faults.push(faultOf(locale, row, column, key, params))
    for (const { name: column, needed } of groupColumns) if (needed && words(column) === '') tell(column, 'needed')
    const code = words('code')
    if (code.length > 40) tell('code', 'too-long', { most: 40 })
    const before = seen.get(code.toLowerCase())
    if (code && before !== undefined) tell('code', 'twice', { row: before })
    seen.set(code.toLowerCase(), row)
    const intakeYear = Number(words('intakeYear'))
    if (words('intakeYear') && !(Number.isInteger(intakeYear) && intakeYear >= 1990 && intakeYear <= 2100))
      tell('intakeYear', 'not-a-number', { value: words('intakeYear'), least: 1990, most: 2100 })
    const language = words('language') === '' ? null : recognise(words('language'), 'languages', languages)
    if (language === undefined) tell('language', 'unknown-word', { value: words('language') })
    // What cannot be without a code and a year is told above and goes no further.
    if (!code || !Number.isInteger(intakeYear)) continue
    rows.push({ row, code, programmeCode: words('programme'), intakeYear, language: language ?? null, curator: words('curator') || null })
  }
  if (rows.length === 0 && faults.length === 0) faults.push(faultOf(locale, 0, '', 'no-rows'))
  return { rows, faults }
}

const headings = (locale: Locale): string[] => names.map((name) => calledIn(locale, 'group-columns', name))

/** An empty file to fill in, with one line as an example. */
export function groupTemplate(locale: Locale, year: number): Promise<Buffer> {
  return writeSheet('xlsx', calledIn(locale, 'labels', 'groups'), headings(locale), [
    ['ПИ-1-26', 'B-SE', String(year), calledIn(locale, 'languages', 'ky'), 'curator@univer.example'],
  ])
}

/** The open groups that the reader manages, as the file that the import reads back. */
export async function exportGroups(ctx: Ctx): Promise<Buffer> {
  const lines = await readGroupLines(ctx.db)
  const own = lines.filter((one) => ctx.actor?.can('group.manage', { groupIds: [one.id], unitIds: [one.departmentId] }))
  return writeSheet(
    'xlsx',
    calledIn(ctx.locale, 'labels', 'groups'),
    headings(ctx.locale),
    own.map((one) => [one.code, one.programmeCode, String(one.intakeYear), calledIn(ctx.locale, 'languages', one.language), one.curatorEmail ?? '']),
  )
}
