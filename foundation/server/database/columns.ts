import { sql } from 'drizzle-orm'
import { getTableConfig, jsonb, timestamp, uuid, type PgTable } from 'drizzle-orm/pg-core'
import type { Localized } from '../../i18n/localized.ts'
import { newId } from './ids.ts'

/** Primary key `id`, a UUIDv7 made by the application. */
export const id = () => uuid('id').primaryKey().$defaultFn(newId)

/** A point in time with zone, as a JavaScript Date (UTC in storage). */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** `created_at`, set by the database's clock. */
export const createdAt = () =>
  moment('created_at')
    .notNull()
    .default(sql`now()`)

/** Text in up to three languages: `{ "ky": …, "ru": …, "en": … }`. */
export const localized = (name: string) => jsonb(name).$type<Localized>()

const labels = new Map<PgTable, Record<string, string>>()

/**
 * Labels columns that hold personal data, with the purpose they are kept for (R3.3a). The readable snapshot of the
 * tables shows the label, and a route that presents them of another person records the look.
 */
export function personalData(table: PgTable, columns: Record<string, string>): void {
  const known = new Set(getTableConfig(table).columns.map((column) => column.name))
  for (const column of Object.keys(columns)) {
    if (!known.has(column)) throw new Error(`personalData: ${getTableConfig(table).name} has no column ${column}`)
  }
  labels.set(table, columns)
}

/** The labelled columns of a table by database name → purpose; empty when it holds no personal data. */
export function personalColumns(table: PgTable): Record<string, string> {
  return labels.get(table) ?? {}
}
