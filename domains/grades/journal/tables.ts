import { date, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, personalData } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering, studentGroup } from '../../programmes/tables.ts'
import { grades } from '../tables.ts'
import { handColumn } from '../book/tables.ts'
import type { Presence } from './shared/presence.ts'

/** A class that was held, as it stands in the journal (R4.3c, R6.6a): when, what kind, what about. */
export const journalClass = grades.table(
  'journal_class',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id),
    /** Null: all groups of the offering together, a lecture. */
    groupId: uuid('group_id').references(() => studentGroup.id),
    heldOn: date('held_on').notNull(),
    /** Minutes from local midnight. */
    startsAt: integer('starts_at'),
    /** lecture | practical | laboratory | seminar */
    kind: text('kind').notNull(),
    /** Academic hours. */
    hours: integer('hours').notNull(),
    topic: text('topic').notNull(),
    /** Marks of this class are a column of the grade book. */
    columnId: uuid('column_id').references(() => handColumn.id),
    teacherId: uuid('teacher_id')
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
    /** Attendance was taken. */
    takenAt: moment('taken_at'),
    removedAt: moment('removed_at'),
  },
  (table) => [index('journal_class_offering').on(table.offeringId, table.heldOn)],
)

/** How a student was at a class. */
export const journalPresence = grades.table(
  'journal_presence',
  {
    classId: uuid('class_id')
      .notNull()
      .references(() => journalClass.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    state: text('state').$type<Presence>().notNull(),
    /** For an excuse: by what document. */
    note: text('note'),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => person.id),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.classId, table.personId] }), index('journal_presence_person').on(table.personId)],
)
personalData(journalPresence, { state: 'attendance', note: 'attendance' })

/** Every change of a presence: who, when, from what to what, why. Only added to (guards.sql). */
export const journalChange = grades.table(
  'journal_change',
  {
    id: id(),
    classId: uuid('class_id')
      .notNull()
      .references(() => journalClass.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    stateFrom: text('state_from').$type<Presence>(),
    stateTo: text('state_to').$type<Presence>().notNull(),
    why: text('why'),
    by: uuid('by')
      .notNull()
      .references(() => person.id),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [index('journal_change_class').on(table.classId)],
)
personalData(journalChange, { why: 'attendance' })
