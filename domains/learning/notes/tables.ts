import { index, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../foundation/server/database/columns.ts'
import { item } from '../../courses/tables.ts'
import { person } from '../../people/tables.ts'
import { learning } from '../tables.ts'

/** A note of one's own at an item; nobody else reads it. */
export const note = learning.table(
  'note',
  {
    /** Made on the device, so that a note told twice is one. */
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    /** A note outlives the item it was written at. */
    itemId: uuid('item_id').references(() => item.id, { onDelete: 'set null' }),
    quote: text('quote'),
    text: text('text').notNull(),
    createdAt: moment('created_at').notNull(),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [index('note_person').on(table.personId, table.createdAt), index('note_item').on(table.itemId)],
)
