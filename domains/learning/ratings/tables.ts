import { index, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../foundation/server/database/columns.ts'
import { item } from '../../courses/tables.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { learning } from '../tables.ts'

/** What a student thinks of an item: one rating, which may be changed (R3.6e). */
export const itemRating = learning.table(
  'item_rating',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    stars: smallint('stars').notNull(),
    comment: text('comment'),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.itemId] }),
    index('item_rating_item').on(table.itemId),
    index('item_rating_offering').on(table.offeringId),
  ],
)
