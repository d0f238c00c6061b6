import { bigint, index, text } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../database/columns.ts'
import { foundationSchema } from '../facts/tables.ts'
import { uuid } from 'drizzle-orm/pg-core'

/** Every file the portal keeps: what it is called, what it really is, and the hash under which its bytes lie. */
export const file = foundationSchema.table(
  'file',
  {
    id: id(),
    /** Name as the person gave it, in any script; never part of a path. */
    name: text('name').notNull(),
    /** Media type found in the content, not the one claimed. */
    type: text('type').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    /** What it was stored for, e.g. `submission`, `course`. */
    purpose: text('purpose').notNull(),
    /** clean | too-large (for the scanner); null: no scanner was configured, or the portal made the file itself. */
    scan: text('scan'),
    storedBy: uuid('stored_by'),
    createdAt: createdAt(),
  },
  (table) => [index('file_sha256').on(table.sha256)],
)
