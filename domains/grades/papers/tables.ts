import { index, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import { id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { grades } from '../tables.ts'

/** A line of what anybody who holds the code may read; `key` has its words in the texts of the page. */
export interface PaperFact {
  key: string
  value: Localized
}

/** A paper that left the portal with a code on it: an exam sheet, an academic certificate. guards.sql keeps it as it was issued. */
export const paper = grades.table(
  'paper',
  {
    id: id(),
    /** What stands under the QR picture; long enough that nobody guesses it. */
    code: text('code').notNull().unique(),
    kind: text('kind').$type<PaperKind>().notNull(),
    /** As it stands on the paper; no two of a kind share one. */
    number: text('number').notNull(),
    /** ky | ru | en */
    language: text('language').notNull(),
    /** The sheet, or the student. */
    aboutId: uuid('about_id').notNull(),
    facts: jsonb('facts').$type<PaperFact[]>().notNull(),
    /** The file as it was issued; printed again it would have another hash. */
    fileId: uuid('file_id').notNull(),
    sha256: text('sha256').notNull(),
    issuedBy: uuid('issued_by').references(() => person.id),
    issuedAt: moment('issued_at').notNull().defaultNow(),
    /** A later paper stands in its place. */
    replacedAt: moment('replaced_at'),
  },
  (table) => [uniqueIndex('paper_number').on(table.kind, table.number), index('paper_about').on(table.aboutId, table.issuedAt)],
)

export type PaperKind = 'sheet' | 'certificate'
