import { index, integer, pgSchema, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../foundation/server/database/columns.ts'
import { item } from '../courses/tables.ts'
import { offering } from '../programmes/tables.ts'
import { person } from '../people/tables.ts'

export const learning = pgSchema('learning')

/** How far a student is with an item (R4.3c). */
export const itemProgress = learning.table(
  'item_progress',
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
    openedAt: moment('opened_at').notNull(),
    lastAt: moment('last_at').notNull(),
    completedAt: moment('completed_at'),
    /** Seconds the page was open and visible. */
    seconds: integer('seconds').notNull().default(0),
    /** Where the reader was, in per mille of the page. */
    place: integer('place').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.personId, table.itemId] }), index('item_progress_offering').on(table.offeringId, table.personId)],
)

/** When a person last looked at the cabinet, and the time before: what came between is new. */
export const visit = learning.table('visit', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  at: moment('at').notNull(),
  before: moment('before'),
})
