import { boolean, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { attempt, exams, test } from '../tables.ts'

/** A test that everybody sits at one time, as an exam. */
export const sitting = exams.table('sitting', {
  itemId: uuid('item_id')
    .primaryKey()
    .references(() => test.itemId, { onDelete: 'cascade' }),
  startsAt: moment('starts_at').notNull(),
  /** The waiting room opens so many minutes before; papers are made and sealed there. */
  roomMinutes: integer('room_minutes').notNull(),
  /** One may still come in so many minutes after the start. */
  lateMinutes: integer('late_minutes').notNull(),
  /** Answers that were given in time without a line are taken for so many minutes after the end. */
  graceMinutes: integer('grace_minutes').notNull(),
  /** Told in the room by who watches; null: none is asked for. */
  code: text('code'),
  /** Networks from which it may be sat (CIDR); empty: any. */
  networks: text('networks').array().notNull(),
  /** One device at a time for each student. */
  oneDevice: boolean('one_device').notNull(),
  /** It may be sat in Safe Exam Browser only. */
  seb: boolean('seb').notNull().default(false),
  /** What lets out of Safe Exam Browser; told by who watches. */
  sebQuit: text('seb_quit'),
  /** What the keys of the sealed papers are made of. It never leaves the server. */
  secret: text('secret').notNull(),
  pausedAt: moment('paused_at'),
})

/** More time for a student, in this test. */
export const allowance = exams.table(
  'allowance',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => test.itemId, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    minutes: integer('minutes').notNull(),
    reason: text('reason').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => person.id),
    madeAt: moment('made_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.personId] })],
)

/** Where a student sits now, as their page tells it every few seconds. Apart from the attempt, whose row is large. */
export const presence = exams.table('presence', {
  attemptId: uuid('attempt_id')
    .primaryKey()
    .references(() => attempt.id, { onDelete: 'cascade' }),
  /** A name that the page gave itself; a second device has another. */
  device: text('device').notNull(),
  seenAt: moment('seen_at').notNull(),
  /** How often the page was left for another one. */
  away: integer('away').notNull().default(0),
  /** Answers that wait on the device. */
  unsent: integer('unsent').notNull().default(0),
})

/** What was done in the room, by whom and why. The database refuses any change: it belongs to the exam's protocol. */
export const roomAct = exams.table(
  'room_act',
  {
    id: id(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => test.itemId),
    /** Null: everybody in the room. */
    attemptId: uuid('attempt_id').references(() => attempt.id),
    /** Whom it concerns where there is no attempt yet. */
    personId: uuid('person_id').references(() => person.id),
    /** extend | close | reopen | message | pause | resume | take-over | waive-seb */
    kind: text('kind').notNull(),
    minutes: integer('minutes'),
    words: text('words'),
    doneBy: uuid('done_by')
      .notNull()
      .references(() => person.id),
    doneAt: moment('done_at').notNull(),
  },
  (table) => [index('room_act_item').on(table.itemId, table.doneAt)],
)
