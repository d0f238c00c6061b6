import { sql } from 'drizzle-orm'
import { index, numeric, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, moment, personalData } from '../../../foundation/server/database/columns.ts'
import { item } from '../../courses/tables.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { grades } from '../tables.ts'

/** A student does not agree with a mark and asks the examination commission (R4.4d). Answered ones are kept as they are (guards.sql). */
export const appeal = grades.table(
  'appeal',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id),
    /** The work; null: the final grade of the discipline. */
    itemId: uuid('item_id').references(() => item.id),
    reason: text('reason').notNull(),
    /** The mark that is contested: points of the work, or percent of the final grade. */
    pointsWere: numeric('points_were', { mode: 'number' }).notNull(),
    maxPoints: numeric('max_points', { mode: 'number' }).notNull(),
    state: text('state').$type<AppealState>().notNull().default('open'),
    filedAt: moment('filed_at').notNull().defaultNow(),
    /** Until when the commission answers. */
    dueAt: moment('due_at').notNull(),
    pointsNow: numeric('points_now', { mode: 'number' }),
    answer: text('answer'),
    answeredBy: uuid('answered_by').references(() => person.id),
    endedAt: moment('ended_at'),
  },
  (table) => [
    index('appeal_person').on(table.personId),
    index('appeal_offering').on(table.offeringId),
    uniqueIndex('appeal_open_once')
      .on(table.personId, sql`coalesce(${table.itemId}, ${table.offeringId})`)
      .where(sql`${table.state} = 'open'`),
  ],
)
personalData(appeal, { reason: 'appeal', answer: 'appeal' })

/** open | kept (the mark stays) | changed | withdrawn (by the student) */
export type AppealState = 'open' | 'kept' | 'changed' | 'withdrawn'

/** What was said in a case, by whom and as what; only added to. */
export const appealWord = grades.table(
  'appeal_word',
  {
    id: id(),
    appealId: uuid('appeal_id')
      .notNull()
      .references(() => appeal.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    side: text('side').$type<AppealSide>().notNull(),
    words: text('words').notNull(),
    saidAt: moment('said_at').notNull().defaultNow(),
  },
  (table) => [index('appeal_word_appeal').on(table.appealId)],
)
personalData(appealWord, { words: 'appeal' })

export type AppealSide = 'student' | 'teacher' | 'commission'
