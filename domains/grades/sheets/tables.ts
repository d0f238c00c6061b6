import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, numeric, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, moment, personalData } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering, studentGroup } from '../../programmes/tables.ts'
import { grades } from '../tables.ts'
import type { Refusal, SheetKind, SheetState, SignerRole } from './shared/sheet.ts'

/** An exam sheet (ведомость): what the grades of a group in a discipline are, signed by two. guards.sql keeps what was signed. */
export const sheet = grades.table(
  'sheet',
  {
    id: id(),
    /** As people say it: `2026-1/0042`; an annulled sheet keeps its number. */
    number: text('number').notNull().unique(),
    /** Academic year and sort of the sheet, within which numbers follow one another. */
    series: text('series').notNull(),
    sequence: integer('sequence').notNull(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id),
    /** Null for an elective of students from many groups, and for who came outside of a group. */
    groupId: uuid('group_id').references(() => studentGroup.id),
    kind: text('kind').$type<SheetKind>().notNull(),
    /** Of a correction: the closed sheet that it corrects. Of a retake: the one after which it comes. */
    afterId: uuid('after_id'),
    state: text('state').$type<SheetState>().notNull().default('open'),
    examDate: date('exam_date').notNull(),
    /** Which version of the offering's grading scheme it was filled by. */
    schemeVersion: integer('scheme_version'),
    scale: text('scale'),
    /** Why a correction is made. */
    reason: text('reason'),
    openedBy: uuid('opened_by')
      .notNull()
      .references(() => person.id),
    openedAt: moment('opened_at').notNull().defaultNow(),
    filledAt: moment('filled_at'),
    closedAt: moment('closed_at'),
    voidReason: text('void_reason'),
    voidedBy: uuid('voided_by').references(() => person.id),
    voidedAt: moment('voided_at'),
  },
  (table) => [
    uniqueIndex('sheet_series').on(table.series, table.sequence),
    uniqueIndex('sheet_first_once')
      .on(table.offeringId, sql`coalesce(${table.groupId}, ${table.offeringId})`)
      .where(sql`${table.kind} = 'first' AND ${table.state} <> 'void'`),
    index('sheet_offering').on(table.offeringId),
    index('sheet_after').on(table.afterId),
  ],
)
personalData(sheet, { reason: 'study record' })

/** A student on a sheet. Columns are points of a hundred, to hundredths. */
export const sheetLine = grades.table(
  'sheet_line',
  {
    sheetId: uuid('sheet_id')
      .notNull()
      .references(() => sheet.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    position: integer('position').notNull(),
    /** Number of the record book as it was; null for who is no student of a group (a partner's student, a listener). */
    recordBook: text('record_book'),
    current: numeric('current', { mode: 'number' }),
    interim: numeric('interim', { mode: 'number' }),
    final: numeric('final', { mode: 'number' }),
    /** The exam itself, 0–100, as it was typed on a retake, a commission or a correction. */
    examPoints: numeric('exam_points', { mode: 'number' }),
    percent: numeric('percent', { mode: 'number' }),
    letter: text('letter'),
    traditional: text('traditional'),
    /** Why the student was not admitted to the exam; null: admitted. */
    refusal: text('refusal').$type<Refusal>(),
    /** Did not come to the exam. */
    absent: boolean('absent').notNull().default(false),
    /** What stood in the record before a retake or a correction. */
    percentWas: numeric('percent_was', { mode: 'number' }),
    letterWas: text('letter_was'),
  },
  (table) => [primaryKey({ columns: [table.sheetId, table.personId] }), index('sheet_line_person').on(table.personId)],
)
personalData(sheetLine, { record_book: 'study record', refusal: 'study record' })

/** A signature with a second factor under the content of a sheet; only added to. */
export const sheetSignature = grades.table(
  'sheet_signature',
  {
    sheetId: uuid('sheet_id')
      .notNull()
      .references(() => sheet.id),
    /** teacher or commission first, then the office */
    role: text('role').$type<SignerRole>().notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    signedAt: moment('signed_at').notNull().defaultNow(),
    /** SHA-256 of the content that was signed (sheet-content.ts). */
    sha256: text('sha256').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sheetId, table.role] }), uniqueIndex('sheet_signature_once').on(table.sheetId, table.personId)],
)
