import { boolean, index, integer, numeric, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../foundation/server/database/columns.ts'
import { item } from '../courses/tables.ts'
import { offering } from '../programmes/tables.ts'
import { person } from '../people/tables.ts'

export const grades = pgSchema('grades')

/** A mark for one item (R4.4a): made from events of assignments and tests. */
export const grade = grades.table(
  'grade',
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
    points: numeric('points', { mode: 'number' }).notNull(),
    maxPoints: numeric('max_points', { mode: 'number' }).notNull(),
    comment: text('comment'),
    gradedBy: uuid('graded_by').references(() => person.id),
    gradedAt: moment('graded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.itemId] }), index('grade_offering').on(table.offeringId, table.personId)],
)

/** The line of the record: a discipline in a term with its sum, letter and traditional mark. */
export const recordLine = grades.table(
  'record_line',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    /** Whole percent 0–100 by the grading scheme, rounded once. */
    percent: numeric('percent', { mode: 'number' }).notNull(),
    letter: text('letter').notNull(),
    traditional: text('traditional').notNull(),
    /** Which version of the grading scale gave letter and mark. */
    scale: text('scale').notNull().default('letters-2020'),
    /** Which version of the offering's grading scheme it was made by; null for a line brought from elsewhere. */
    schemeVersion: integer('scheme_version'),
    final: boolean('final').notNull().default(false),
    /** The exam sheet that confirmed it (a table above this one, hence no foreign key); null for a line brought from elsewhere. */
    sheetId: uuid('sheet_id'),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.offeringId] }), index('record_line_offering').on(table.offeringId)],
)
