import { index, integer, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { courses, item } from '../tables.ts'

/** What a lesson's text was: one row for ten minutes of one author's work, so that autosaving does not fill the table. */
export const textVersion = courses.table(
  'text_version',
  {
    id: id(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    language: text('language').notNull(),
    /** Number of the last saving that the row holds; 0 for a text from before anybody gave it this language. */
    version: integer('version').notNull(),
    html: text('html').notNull(),
    /** Null: came with an import, or from before the history. */
    byPerson: uuid('by_person').references(() => person.id),
    /** The first saving of the row: later ones join it for ten minutes. */
    begunAt: moment('begun_at').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [unique('text_version_number').on(table.itemId, table.language, table.version)],
)

/** Who has an item open for editing; a row is alive for three quarters of a minute after its last sign. */
export const textEditor = courses.table(
  'text_editor',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    language: text('language').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.personId] }), index('text_editor_at').on(table.at)],
)
