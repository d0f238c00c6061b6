import type { Ctx } from '../../../foundation/server/context.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { peopleImportExtensions, type ImportFault, type ImportKind, type ImportRow } from './extension.ts'
import { fieldsOf } from './fields.ts'
import { findDoubles, matchPersons, nameKey, type KnownPerson, type ReadRow } from './match-persons.ts'
import { checkCells, readDates, readPersonOf, type RowPerson } from './read-values.ts'
import { resolvePosts, type PlannedPost } from './staff-posts.ts'

export interface PlannedRow extends ReadRow {
  personId: string
  what: 'created' | 'changed' | 'unchanged'
  /** New or changed columns of the person. */
  columns: Partial<RowPerson>
  post?: PlannedPost
}

export interface ImportPlan {
  rows: PlannedRow[]
  faults: ImportFault[]
}

/** Works out what a file would do: every fault by row and field, and the change of each row. Writes nothing. */
export async function planImport(ctx: Ctx, kind: ImportKind, given: readonly ImportRow[]): Promise<ImportPlan> {
  const extensions = peopleImportExtensions(kind)
  const fields = fieldsOf(kind)
  const faults: ImportFault[] = []
  const rows: ReadRow[] = []
  for (const one of given) {
    const cells = checkCells(one, fields)
    const dated = readDates(one, fields)
    const read = readPersonOf(dated.row)
    const faulty = new Set(cells.map((fault) => fault.field))
    faults.push(...cells, ...[...dated.faults, ...read.faults].filter((fault) => !faulty.has(fault.field)))
    rows.push({ ...dated.row, person: read.person })
  }
  const { known, faults: unclear } = await matchPersons(ctx.db, rows, extensions)
  faults.push(...unclear, ...findDoubles(rows, known, kind))
  for (const extension of extensions) faults.push(...(await extension.check(ctx, rows)))

  const fresh = new Map<string, string>()
  const planned = rows.map((row, index): PlannedRow => {
    const before = known[index] ?? null
    // A second post of somebody new comes on a second row.
    const key = row.person.personalNumber ?? row.person.universityNumber ?? `${nameKey(row.person)}|${row.person.birthDate ?? ''}`
    const again = before ? undefined : fresh.get(key)
    const personId = before?.id ?? again ?? newId()
    if (!before) fresh.set(key, personId)
    const columns = before ? difference(before, row.person) : again ? {} : row.person
    return { ...row, personId, columns, what: before || again ? (Object.keys(columns).length > 0 ? 'changed' : 'unchanged') : 'created' }
  })
  if (kind === 'staff') faults.push(...(await resolvePosts(ctx, planned)))
  return { rows: planned, faults: faults.toSorted((a, b) => a.row - b.row) }
}

/** The columns that a row would change; what the file leaves empty stays. */
function difference(before: KnownPerson, row: RowPerson): Partial<RowPerson> {
  const entries = Object.entries(row) as [keyof RowPerson, string | null][]
  return Object.fromEntries(entries.filter(([key, value]) => value !== null && value !== before[key]))
}
