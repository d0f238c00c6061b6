import { index, numeric, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, localized, moment, personalData } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { grades } from '../tables.ts'

/** A column of the grade book that no item of the course stands behind: an oral answer, a colloquium (R4.4b). */
export const handColumn = grades.table(
  'hand_column',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    title: localized('title').notNull(),
    maxPoints: numeric('max_points', { mode: 'number' }).notNull(),
    /** The part of the grading scheme it was made for; a later version of the scheme may place it elsewhere. */
    partId: text('part_id'),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
    /** Taken away: no longer shown or counted, its marks and their history stay. */
    removedAt: moment('removed_at'),
  },
  (table) => [index('hand_column_offering').on(table.offeringId)],
)

/** What a person wrote into a cell: points of a hand column, points that stand before an item's own mark, a comment. */
export const cell = grades.table(
  'cell',
  {
    /** A hand column or an item. */
    columnId: uuid('column_id').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    points: numeric('points', { mode: 'number' }),
    comment: text('comment'),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => person.id),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.columnId, table.personId] }), index('cell_offering').on(table.offeringId)],
)

/** Every change of every cell: who, when, from what to what, why. Only added to (guards.sql). */
export const cellChange = grades.table(
  'cell_change',
  {
    id: id(),
    columnId: uuid('column_id').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id),
    at: moment('at').notNull(),
    /** Who; null for a test that the portal marked. */
    by: uuid('by').references(() => person.id),
    pointsFrom: numeric('points_from', { mode: 'number' }),
    pointsTo: numeric('points_to', { mode: 'number' }),
    commentFrom: text('comment_from'),
    commentTo: text('comment_to'),
    /** hand (typed in the book) | undo | work (a mark of handed-in work or of a test) */
    source: text('source').$type<ChangeSource>().notNull(),
    why: text('why'),
  },
  (table) => [index('cell_change_cell').on(table.columnId, table.personId)],
)

export type ChangeSource = 'hand' | 'undo' | 'work'

personalData(cell, { comment: 'study record' })
personalData(cellChange, { comment_from: 'study record', comment_to: 'study record' })
