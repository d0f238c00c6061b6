/** What a personal number (ПИН) tells of its holder. */
export interface PersonalNumberFacts {
  sex: 'female' | 'male'
  /** YYYY-MM-DD */
  birthDate: string
}

/** Why a word is no personal number; also the end of a text key `problems.personal-number-…`. */
export type PersonalNumberFault = 'length' | 'sex' | 'date'

/**
 * Reads a personal number: 14 digits; the first tells the sex (1 female, 2 male), the next eight the birth date as ddmmyyyy.
 * Foreigners have none, so an empty one is the caller's matter.
 */
export function readPersonalNumber(text: string): PersonalNumberFacts | PersonalNumberFault {
  if (!/^\d{14}$/.test(text)) return 'length'
  const sex = text.startsWith('1') ? 'female' : text.startsWith('2') ? 'male' : null
  if (!sex) return 'sex'
  const [day, month, year] = [Number(text.slice(1, 3)), Number(text.slice(3, 5)), Number(text.slice(5, 9))]
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!real || year < 1900 || date.getTime() > Date.now()) return 'date'
  return { sex, birthDate: date.toISOString().slice(0, 10) }
}

/** Leaves the digits of a personal number as people type it, with spaces or hyphens. */
export function cleanPersonalNumber(text: string): string {
  return text.replace(/[\s\u00a0-]/g, '')
}
