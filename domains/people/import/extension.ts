import type { Ctx } from '../../../foundation/server/context.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'

/** What a file may hold: students with their groups, or staff with their posts. */
export const importKinds = ['students', 'staff'] as const
export type ImportKind = (typeof importKinds)[number]

/** A column that an import understands. */
export interface ImportField {
  /** Key of the value in `ImportRow.values`. */
  key: string
  /** Headings of registrars' files that mean it, any case, in Kyrgyz, Russian and English. */
  headings: string[]
  /** Server text key of the heading in templates and exports: `programmes:import.fields.group`. Its texts are recognised too. */
  label: string
  /** text (default), date (given to the extension as YYYY-MM-DD), or digits. */
  type?: 'text' | 'date' | 'digits'
  required?: boolean
  /** An example for the template's second row; the reader of files leaves that row out. */
  example?: string
}

/** One row of a file: trimmed values by field key; absent cells are ''. */
export interface ImportRow {
  /** Row number as the file's reader sees it (the heading row is counted). */
  row: number
  values: Readonly<Record<string, string>>
}

/** What is wrong with one cell. `key` is a server text key: `programmes:import.faults.no-such-group`. */
export interface ImportFault {
  row: number
  /** Field key of the column; null for the row as a whole. */
  field: string | null
  key: string
  params?: Record<string, unknown>
}

/**
 * What a domain above `people` adds to the import of people (the groups and record books of `programmes`).
 * All calls are for many rows at once, so that 20 000 rows stay a matter of seconds: use batches of ids, no loops of queries.
 */
export interface PeopleImportExtension {
  /** The domain's name. */
  domain: string
  kind: ImportKind
  fields: ImportField[]
  /**
   * Finds persons already known by this domain's own marks (record book number; else group and name). Gives a person's id
   * or null for each row, in order. Called only for rows that `people` could not find by university or personal number.
   */
  findPersons: (db: ReadDb, rows: readonly ImportRow[]) => Promise<(string | null)[]>
  /** Checks its own columns (an unknown group …); nothing is written while there is a fault (resolveGroup). */
  check: (ctx: Ctx, rows: readonly ImportRow[]) => Promise<ImportFault[]>
  /**
   * Writes its part in the import's transaction (writeStudentship), with its own trace records. Must leave equal rows
   * untouched, so that the same file twice changes nothing. Gives the rows it created or changed.
   */
  write: (ctx: Ctx, tx: Tx, rows: readonly (ImportRow & { personId: string })[]) => Promise<{ changedRows: number[] }>
  /** Its columns of these persons, for the export. */
  describe: (db: ReadDb, personIds: readonly string[]) => Promise<Map<string, Record<string, string>>>
}

const extensions: PeopleImportExtension[] = []

/** Adds a domain's part to the import of people; called once while that domain is loaded. */
export function registerImportTarget(extension: PeopleImportExtension): void {
  const at = extensions.findIndex((one) => one.domain === extension.domain && one.kind === extension.kind)
  if (at >= 0) extensions[at] = extension
  else extensions.push(extension)
}

/** The registered parts of one kind of import. */
export function peopleImportExtensions(kind: ImportKind): readonly PeopleImportExtension[] {
  return extensions.filter((one) => one.kind === kind)
}
