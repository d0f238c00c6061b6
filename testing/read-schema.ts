import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { generateDrizzleJson } from 'drizzle-kit/api'

// drizzle-kit adds a method to every array, and so that `for … in` meets it: other tests of the worker shall not.
const { random } = Object.getOwnPropertyDescriptors(Array.prototype) as Record<string, PropertyDescriptor | undefined>
if (random) Object.defineProperty(Array.prototype, 'random', { ...random, enumerable: false })

export const top = join(import.meta.dirname, '..')

/** A table as drizzle-kit writes it down. */
export interface TableSnapshot {
  name: string
  schema: string
  columns: Record<string, { name: string; type: string; primaryKey: boolean; notNull: boolean; default?: unknown }>
  indexes: Record<string, { name: string; isUnique: boolean }>
  foreignKeys: Record<string, { columnsFrom: string[]; schemaTo: string; tableTo: string; onDelete: string }>
  compositePrimaryKeys: Record<string, { columns: string[] }>
  uniqueConstraints: Record<string, { columns: string[] }>
  checkConstraints: Record<string, { name: string }>
}

/** What drizzle-kit writes down of all tables; the same shape as the snapshots in `migrations/meta`. */
export interface Snapshot {
  schemas: Record<string, string>
  tables: Record<string, TableSnapshot>
  enums: unknown
  sequences: unknown
  views: unknown
  roles: unknown
  policies: unknown
}

/** One tables.ts and what it exports. */
export interface TablesFile {
  path: string
  exports: Record<string, unknown>
}

/** Every tables.ts of the checkout (the same ones as in drizzle.config.ts), sorted by path. */
export async function readTableFiles(): Promise<TablesFile[]> {
  const paths = globSync(['foundation/server/*/tables.ts', 'domains/*/tables.ts', 'domains/*/*/tables.ts'], { cwd: top })
  const found: TablesFile[] = []
  for (const path of paths.toSorted()) {
    found.push({ path, exports: (await import(/* @vite-ignore */ pathToFileURL(join(top, path)).href)) as Record<string, unknown> })
  }
  return found
}

/** The tables as drizzle-kit sees them. */
export function snapshotOf(files: readonly TablesFile[]): Snapshot {
  const all = Object.assign({}, ...files.map(({ path, exports }) => prefixed(path, exports))) as Record<string, unknown>
  return generateDrizzleJson(all) as Snapshot
}

/** Two files may export the same name; drizzle-kit looks at the values only. */
function prefixed(path: string, exports: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(exports).map(([name, value]) => [`${path} ${name}`, value]))
}
