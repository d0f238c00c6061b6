import { boolean, index, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../foundation/server/database/columns.ts'
import { item } from '../../courses/tables.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { learning } from '../tables.ts'

/** A question to the teacher from a place in the material, and its answer. */
export const question = learning.table(
  'question',
  {
    /** Made on the device, so that a question told twice is one. */
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    quote: text('quote'),
    text: text('text').notNull(),
    createdAt: moment('created_at').notNull(),
    answer: text('answer'),
    answeredBy: uuid('answered_by').references(() => person.id),
    answeredAt: moment('answered_at'),
    /** The teacher lets the whole course read it, without the asker's name. */
    forAll: boolean('for_all').notNull().default(false),
  },
  (table) => [
    index('question_item').on(table.itemId),
    index('question_offering').on(table.offeringId, table.answeredAt),
    index('question_person').on(table.personId),
  ],
)
