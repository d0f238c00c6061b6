import { index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { assignment, assignments } from '../tables.ts'
import type { Rubric } from './shared/rubric.ts'

/** How an assignment is marked: criteria by levels, a row for each version; guards.sql keeps every one as it was used. */
export const rubricVersion = assignments.table(
  'rubric_version',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => assignment.itemId, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    content: jsonb('content').$type<Rubric>().notNull(),
    madeBy: uuid('made_by').references(() => person.id),
    madeAt: moment('made_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.version] })],
)

/** A teacher's own words for comments, to be used again. */
export const phrase = assignments.table(
  'phrase',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    words: text('words').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('phrase_person').on(table.personId)],
)
