import { index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { courses, item } from '../tables.ts'

/** Work with blocks that have no result of their own: one row a person and block, however often it is used. */
export const blockUse = courses.table(
  'block_use',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id),
    /** plot | lab */
    kind: text('kind').notNull(),
    /** The block's title: what the reader saw. */
    title: text('title').notNull(),
    firstAt: moment('first_at').notNull(),
    lastAt: moment('last_at').notNull(),
    /** How many times of work; uses closer than half an hour are one. */
    times: integer('times').notNull().default(1),
  },
  (table) => [primaryKey({ columns: [table.personId, table.itemId, table.kind, table.title] }), index('block_use_item').on(table.itemId)],
)
