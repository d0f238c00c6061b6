import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { grades } from '../tables.ts'
import type { SchemeContent } from './shared/scheme.ts'

/** How the grade of an offering is made (R4.4b), a row for each version; guards.sql keeps every one as it was written. */
export const gradingScheme = grades.table(
  'scheme',
  {
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id),
    version: integer('version').notNull(),
    content: jsonb('content').$type<SchemeContent>().notNull(),
    /** syllabus | points (no usable syllabus: all points alike) | hand */
    source: text('source').$type<SchemeSource>().notNull(),
    /** Which saving of the syllabus it was taken from. */
    syllabusVersion: integer('syllabus_version'),
    /** Why; null where the portal made it from the syllabus. */
    reason: text('reason'),
    changedBy: uuid('changed_by').references(() => person.id),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.offeringId, table.version] })],
)

export type SchemeSource = 'syllabus' | 'points' | 'hand'
