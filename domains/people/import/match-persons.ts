import { inArray, sql } from 'drizzle-orm'
import type { ReadDb } from '../../../foundation/server/database/database.ts'
import { person } from '../tables.ts'
import type { ImportFault, ImportRow, PeopleImportExtension } from './extension.ts'
import type { RowPerson } from './read-values.ts'

export type KnownPerson = typeof person.$inferSelect

export interface ReadRow extends ImportRow {
  person: RowPerson
}

/** Names are compared without case, ё and outer spaces. */
export function nameKey(one: { surname: string; givenName: string; patronymic: string | null }): string {
  return [one.surname, one.givenName, one.patronymic ?? ''].map((word) => word.toLowerCase().replaceAll('ё', 'е')).join('|')
}

const list = (values: readonly string[]) => sql`${sql.param(values)}::text[]`

/**
 * Finds the person of each row: by university number or personal number; else by a mark of another domain (record book
 * number); else by name and birth date; else, where the file gives none of these, by a name that only one person here has.
 * Four statements for any number of rows.
 * @returns the known person of each row, in order, and faults where marks point at two persons
 */
export async function matchPersons(
  db: ReadDb,
  rows: readonly ReadRow[],
  extensions: readonly PeopleImportExtension[],
): Promise<{ known: (KnownPerson | null)[]; faults: ImportFault[] }> {
  const faults: ImportFault[] = []
  const numbers = rows.flatMap((row) => (row.person.personalNumber ? [row.person.personalNumber] : []))
  const marks = rows.flatMap((row) => (row.person.universityNumber ? [row.person.universityNumber] : []))
  const surnames = [...new Set(rows.map((row) => row.person.surname.toLowerCase()))]
  const found = await db
    .select()
    .from(person)
    .where(
      sql`${person.personalNumber} = ANY(${list(numbers)}) OR ${person.universityNumber} = ANY(${list(marks)}) OR lower(${person.surname}) = ANY(${list(surnames)})`,
    )
  const byNumber = new Map(found.flatMap((one) => (one.personalNumber ? [[one.personalNumber, one] as const] : [])))
  const byMark = new Map(found.flatMap((one) => (one.universityNumber ? [[one.universityNumber, one] as const] : [])))
  const byName = Map.groupBy(found, nameKey)

  const known: (KnownPerson | null)[] = rows.map((row) => {
    const one = row.person.universityNumber ? byMark.get(row.person.universityNumber) : undefined
    const two = row.person.personalNumber ? byNumber.get(row.person.personalNumber) : undefined
    if (one && two && one.id !== two.id) faults.push({ row: row.row, field: 'universityNumber', key: 'people:import.faults.two-persons' })
    return one ?? two ?? null
  })
  const open = rows.flatMap((_row, index) => (known[index] ? [] : [index]))
  await askExtensions(db, rows, known, open, extensions)
  for (const index of open) {
    const row = rows[index]
    if (!row || known[index]) continue
    const fits = (byName.get(nameKey(row.person)) ?? []).filter((one) => mayBe(one, row.person))
    const exact = row.person.birthDate ? fits.filter((one) => one.birthDate === row.person.birthDate) : []
    if (exact.length === 1 && exact[0]) known[index] = exact[0]
    else if (!row.person.birthDate && !row.person.personalNumber && !row.person.universityNumber && fits.length === 1 && fits[0])
      known[index] = fits[0]
    else if (!row.person.birthDate && !row.person.personalNumber && !row.person.universityNumber && fits.length > 1) {
      faults.push({ row: row.row, field: null, key: 'people:import.faults.several-namesakes', params: { count: fits.length } })
    }
  }
  return { known, faults }
}

/** A namesake with another number or birth date is somebody else. */
function mayBe(one: KnownPerson, row: RowPerson): boolean {
  const differs = (a: string | null, b: string | null) => a !== null && b !== null && a !== b
  return (
    !differs(one.personalNumber, row.personalNumber) && !differs(one.universityNumber, row.universityNumber) && !differs(one.birthDate, row.birthDate)
  )
}

async function askExtensions(
  db: ReadDb,
  rows: readonly ReadRow[],
  known: (KnownPerson | null)[],
  open: readonly number[],
  extensions: readonly PeopleImportExtension[],
): Promise<void> {
  const ids = new Map<number, string>()
  for (const extension of extensions) {
    const asked = open.filter((index) => !ids.has(index))
    const answers = await extension.findPersons(
      db,
      asked.flatMap((index) => rows[index] ?? []),
    )
    asked.forEach((index, at) => {
      const id = answers[at]
      if (id) ids.set(index, id)
    })
  }
  if (ids.size === 0) return
  const wanted = [...new Set(ids.values())]
  const persons = new Map<string, KnownPerson>()
  for (let start = 0; start < wanted.length; start += 5000) {
    for (const one of await db
      .select()
      .from(person)
      .where(inArray(person.id, wanted.slice(start, start + 5000))))
      persons.set(one.id, one)
  }
  for (const [index, id] of ids) known[index] = persons.get(id) ?? null
}

/** Rows of one file that mean the same person. */
export function findDoubles(rows: readonly ReadRow[], known: readonly (KnownPerson | null)[], kind: string): ImportFault[] {
  const faults: ImportFault[] = []
  const first = new Map<string, number>()
  rows.forEach((row, index) => {
    const { personalNumber, universityNumber, birthDate } = row.person
    const keys = [
      personalNumber ? `p${personalNumber}` : '',
      universityNumber ? `u${universityNumber}` : '',
      known[index] ? `k${known[index].id}` : '',
      personalNumber || universityNumber ? '' : `n${nameKey(row.person)}|${birthDate ?? row.values['group'] ?? row.values['unit'] ?? ''}`,
    ].filter(Boolean)
    // Staff may hold two posts, on two rows.
    const post = kind === 'staff' ? `|${row.values['unit'] ?? ''}|${row.values['title'] ?? ''}` : ''
    const other = keys.map((key) => first.get(key + post)).find((one) => one !== undefined)
    if (other !== undefined) faults.push({ row: row.row, field: null, key: 'people:import.faults.double', params: { other } })
    for (const key of keys) if (!first.has(key + post)) first.set(key + post, row.row)
  })
  return faults
}
