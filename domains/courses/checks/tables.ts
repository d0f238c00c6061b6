import { boolean, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses, item } from '../tables.ts'
import type { CheckContent } from './shared/checks.ts'

/** A self-check: a block in a lesson's text with one or more questions. */
export const selfCheck = courses.table(
  'self_check',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    content: jsonb('content').$type<CheckContent>().notNull(),
    /** Counts changes; a change names the version it began with. */
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [index('self_check_item').on(table.itemId)],
)

/** What a self-check asked at one time; written by the database with every change (guards.sql), never changed. */
export const selfCheckVersion = courses.table(
  'self_check_version',
  {
    checkId: uuid('check_id')
      .notNull()
      .references(() => selfCheck.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    content: jsonb('content').$type<CheckContent>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.checkId, table.number] })],
)

/** One answer to one question. The first and the last of a person are what counts. */
export const selfCheckAnswer = courses.table(
  'self_check_answer',
  {
    /** Made by the device, so that one that is sent twice is kept once. */
    id: uuid('id').primaryKey(),
    checkId: uuid('check_id')
      .notNull()
      .references(() => selfCheck.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    questionId: uuid('question_id').notNull(),
    /** Version of the check when the answer arrived: by it the answer was judged. */
    version: integer('version').notNull(),
    answer: text('answer').array().notNull(),
    right: boolean('right').notNull(),
    seconds: integer('seconds').notNull().default(0),
    /** When it was given on the device; there may have been no line. */
    answeredAt: moment('answered_at').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (table) => [
    index('self_check_answer_person').on(table.checkId, table.personId, table.questionId, table.answeredAt),
    index('self_check_answer_item').on(table.itemId),
  ],
)
