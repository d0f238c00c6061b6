import { boolean, index, integer, jsonb, numeric, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../../foundation/server/database/columns.ts'
import { item } from '../courses/tables.ts'
import { offering } from '../programmes/tables.ts'
import { person } from '../people/tables.ts'
import type { Filled } from './rubric/shared/rubric.ts'

export const assignments = pgSchema('assignments')

/** What an item of kind `assignment` asks (R4.4a); its instruction is the item's text, its deadline the item's. */
export const assignment = assignments.table('assignment', {
  itemId: uuid('item_id')
    .primaryKey()
    .references(() => item.id, { onDelete: 'cascade' }),
  points: numeric('points', { mode: 'number' }).notNull(),
  acceptsFiles: boolean('accepts_files').notNull().default(true),
  acceptsText: boolean('accepts_text').notNull().default(true),
  maxFiles: integer('max_files').notNull().default(5),
  /** Accepted late, and marked as late. */
  allowLate: boolean('allow_late').notNull().default(true),
  /** Days after the deadline in which late work is taken; null: without end. */
  lateDays: integer('late_days'),
  /** Whole percent that every begun day takes from the points. */
  latePerDay: integer('late_per_day').notNull().default(0),
  /** Whole percent of the points that stay in any case. */
  lateFloor: integer('late_floor').notNull().default(0),
})

/** A student's work handed in; a new round is a new row. */
export const submission = assignments.table(
  'submission',
  {
    id: id(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => assignment.itemId, { onDelete: 'cascade' }),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    round: integer('round').notNull(),
    /** submitted | marked | returned */
    state: text('state').notNull(),
    text: text('text'),
    late: boolean('late').notNull().default(false),
    /** Begun days after the deadline that held for this student. */
    daysLate: integer('days_late').notNull().default(0),
    submittedAt: moment('submitted_at').notNull(),
    /** Made by the page for one act of handing in; the same key again is the same submission (a bad line, a second try). */
    clientKey: text('client_key'),
    /** SHA-256 over text and files: the receipt. */
    digest: text('digest').notNull(),
    /** What counts. */
    points: numeric('points', { mode: 'number' }),
    /** What the teacher gave, where being late took some of it. */
    rawPoints: numeric('raw_points', { mode: 'number' }),
    /** Being late takes nothing from this mark. */
    forgiven: boolean('forgiven').notNull().default(false),
    comment: text('comment'),
    /** By which version of the rubric it was marked, and what was chosen. */
    rubric: jsonb('rubric').$type<Filled & { version: number }>(),
    markedBy: uuid('marked_by').references(() => person.id),
    markedAt: moment('marked_at'),
    /** When it was marked or sent back for the first time; a corrected mark changes nothing of it. */
    answeredAt: moment('answered_at'),
    answeredBy: uuid('answered_by').references(() => person.id),
  },
  (table) => [
    uniqueIndex('submission_round').on(table.itemId, table.personId, table.round),
    uniqueIndex('submission_client_key').on(table.itemId, table.personId, table.clientKey),
    index('submission_person').on(table.personId),
    index('submission_offering').on(table.offeringId, table.state),
  ],
)

/** Files of a submission. */
export const submissionFile = assignments.table(
  'submission_file',
  {
    id: id(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submission.id, { onDelete: 'cascade' }),
    fileId: uuid('file_id').notNull(),
    name: text('name').notNull(),
    sha256: text('sha256').notNull().default(''),
    bytes: integer('bytes').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('submission_file_submission').on(table.submissionId)],
)
