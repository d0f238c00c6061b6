import { index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses, item } from '../tables.ts'
import type { SyllabusContent } from './shared/syllabus.ts'

/** The syllabus of an offering, one document: it is read, compared and printed as a whole. */
export const syllabus = courses.table('syllabus', {
  offeringId: uuid('offering_id')
    .primaryKey()
    .references(() => offering.id, { onDelete: 'cascade' }),
  /** Counts savings; a saving names the version it began with. */
  version: integer('version').notNull(),
  content: jsonb('content').$type<SyllabusContent>().notNull(),
  changedBy: uuid('changed_by')
    .notNull()
    .references(() => person.id),
  changedAt: moment('changed_at').notNull().defaultNow(),
})

/** Items of the course that belong to a topic of the syllabus (R3.4b: is every topic covered). */
export const itemTopic = courses.table(
  'item_topic',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    /** Id of a topic inside the syllabus. */
    topicId: text('topic_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.topicId] }), index('item_topic_offering').on(table.offeringId)],
)
