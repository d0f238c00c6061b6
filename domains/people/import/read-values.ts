import { cleanPersonalNumber, readPersonalNumber } from '../personal-number.ts'
import { normalPhone } from '../shared/phone.ts'
import { cleanWords, splitName } from '../split-name.ts'
import type { ImportField, ImportFault, ImportRow } from './extension.ts'

/** A person as a row tells of them; null where the file says nothing, which never erases what is known. */
export interface RowPerson {
  surname: string
  givenName: string
  patronymic: string | null
  personalNumber: string | null
  birthDate: string | null
  sex: string | null
  citizenship: string | null
  email: string | null
  phone: string | null
  universityNumber: string | null
}

/**
 * Reads a date as registrars write it: 20.04.2005, 20/04/05, 2005-04-20, or the number of days a spreadsheet keeps.
 * @returns YYYY-MM-DD, or null when it is no date
 */
export function readDate(text: string): string | null {
  const words = text.trim().replace(/\s*(г|г\.|ж|ж\.)$/u, '')
  if (/^\d{4,5}(\.\d+)?$/.test(words)) {
    const serial = Math.floor(Number(words))
    // Days since 1899-12-30; four digits alone are rather a year, of which no date can be made.
    return serial >= 10_000 && serial <= 80_000 ? new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10) : null
  }
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?$/.exec(words)
  const own = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})$/.exec(words)
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : own
      ? [fullYear(own[3] ?? ''), Number(own[2]), Number(own[1])]
      : [0, 0, 0]
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = year >= 1900 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? date.toISOString().slice(0, 10) : null
}

function fullYear(digits: string): number {
  if (digits.length === 4) return Number(digits)
  const short = Number(digits)
  return short > new Date().getUTCFullYear() % 100 ? 1900 + short : 2000 + short
}

function readSex(text: string): string | null {
  const word = text.toLowerCase().replace(/[.\s]/g, '')
  if (/^(ж|жен|женский|аял|кыз|f|female|w)$/.test(word)) return 'female'
  if (/^(м|муж|мужской|эркек|бала|m|male)$/.test(word)) return 'male'
  return null
}

/** The person of one row, and what is wrong with its cells. */
export function readPersonOf(row: ImportRow): { person: RowPerson; faults: ImportFault[] } {
  const faults: ImportFault[] = []
  const value = (key: string) => row.values[key] ?? ''
  const fault = (field: string, key: string) => faults.push({ row: row.row, field, key: `people:import.faults.${key}` })
  const whole = value('fullName') ? splitName(value('fullName')) : null
  const surname = cleanWords(value('surname')) || whole?.surname || ''
  const givenName = cleanWords(value('givenName')) || whole?.givenName || ''
  const patronymic = cleanWords(value('patronymic')) || whole?.patronymic || null
  if (!surname) fault(value('fullName') ? 'fullName' : 'surname', 'no-surname')
  if (!givenName) fault(value('fullName') ? 'fullName' : 'givenName', 'no-given-name')
  for (const [key, word] of [
    ['surname', surname],
    ['givenName', givenName],
    ['patronymic', patronymic ?? ''],
  ] as const) {
    if (/\d/.test(word) || word.length > 100) fault(row.values[key] ? key : 'fullName', 'not-a-name')
  }

  const personalNumber = cleanPersonalNumber(value('personalNumber')) || null
  const facts = personalNumber ? readPersonalNumber(personalNumber) : null
  if (typeof facts === 'string') fault('personalNumber', `personal-number-${facts}`)
  const known = facts && typeof facts !== 'string' ? facts : null
  const birthDate = value('birthDate') ? readDate(value('birthDate')) : null
  if (value('birthDate') && (!birthDate || birthDate > new Date().toISOString().slice(0, 10))) fault('birthDate', 'not-a-date')
  else if (birthDate && known && known.birthDate !== birthDate) fault('birthDate', 'birth-date-not-of-number')
  const sex = value('sex') ? readSex(value('sex')) : null
  if (value('sex') && !sex) fault('sex', 'not-a-sex')
  else if (sex && known && known.sex !== sex) fault('sex', 'sex-not-of-number')
  const phone = value('phone') ? normalPhone(value('phone').split(/[,;/]/)[0] ?? '') : null
  if (value('phone') && !phone) fault('phone', 'not-a-phone')
  const email = value('email').toLowerCase() || null
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) fault('email', 'not-an-email')
  return {
    faults,
    person: {
      surname,
      givenName,
      patronymic,
      personalNumber,
      birthDate: birthDate ?? known?.birthDate ?? null,
      sex: sex ?? known?.sex ?? null,
      citizenship: value('citizenship') || null,
      email,
      phone,
      universityNumber: value('universityNumber') || null,
    },
  }
}

/** Cells that hold an error of the spreadsheet, and needed cells that are empty. */
export function checkCells(row: ImportRow, fields: readonly ImportField[]): ImportFault[] {
  return fields.flatMap((one) => {
    const value = row.values[one.key]
    if (value && /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|Н\/Д|ССЫЛКА!|ЗНАЧ!|ДЕЛ\/0!|ИМЯ\?|ЧИСЛО!)/u.test(value))
      return [{ row: row.row, field: one.key, key: 'people:import.faults.cell-error', params: { value } }]
    return one.required && value === '' ? [{ row: row.row, field: one.key, key: 'people:import.faults.needed' }] : []
  })
}

/** A row with its dates as YYYY-MM-DD for the parts of other domains; dates of persons are read by `readPersonOf`. */
export function readDates(row: ImportRow, fields: readonly ImportField[]): { row: ImportRow; faults: ImportFault[] } {
  const faults: ImportFault[] = []
  const values = { ...row.values }
  for (const one of fields) {
    const value = values[one.key]
    if (one.type !== 'date' || one.key === 'birthDate' || !value) continue
    const date = readDate(value)
    if (date) values[one.key] = date
    else faults.push({ row: row.row, field: one.key, key: 'people:import.faults.not-a-date' })
  }
  return { row: { row: row.row, values }, faults }
}
