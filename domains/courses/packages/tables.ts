import { bigint, boolean, doublePrecision, index, integer, jsonb, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses, item } from '../tables.ts'
import type { PackageUnit } from './shared/package.ts'

/** A package that somebody else made: H5P, SCORM, cmi5, xAPI or HTML. A new upload is a new row; old attempts keep theirs. */
export const coursePackage = courses.table(
  'package',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    /** item | block */
    place: text('place').notNull(),
    /** h5p | scorm12 | scorm2004 | cmi5 | xapi | html */
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    /** The archive as it was uploaded. */
    fileId: uuid('file_id').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    files: integer('files').notNull(),
    units: jsonb('units').$type<PackageUnit[]>().notNull(),
    byPerson: uuid('by_person').references(() => person.id),
    createdAt: createdAt(),
    /** Replaced or taken out; kept for what students have done in it. */
    retiredAt: moment('retired_at'),
  },
  (table) => [index('package_item').on(table.itemId)],
)

/** A file of an unpacked package. Equal files of all packages lie once in the file store. */
export const packageFile = courses.table(
  'package_file',
  {
    packageId: uuid('package_id')
      .notNull()
      .references(() => coursePackage.id, { onDelete: 'cascade' }),
    path: text('path').notNull(),
    fileId: uuid('file_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.packageId, table.path] })],
)

/** One person's go at a package. */
export const packageAttempt = courses.table(
  'package_attempt',
  {
    id: id(),
    packageId: uuid('package_id')
      .notNull()
      .references(() => coursePackage.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    /** 1, 2, 3 … of this person in this package. */
    number: integer('number').notNull(),
    startedAt: createdAt(),
    lastAt: moment('last_at').notNull().defaultNow(),
    seconds: integer('seconds').notNull().default(0),
    completion: text('completion').notNull().default('not-attempted'),
    success: text('success').notNull().default('unknown'),
    score: doublePrecision('score'),
    done: boolean('done').notNull().default(false),
  },
  (table) => [
    uniqueIndex('package_attempt_number').on(table.packageId, table.personId, table.number),
    index('package_attempt_item').on(table.itemId, table.personId),
  ],
)

/** What an attempt reached in one part, and the state from which its runtime goes on. */
export const packageUnit = courses.table(
  'package_unit',
  {
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => packageAttempt.id, { onDelete: 'cascade' }),
    unitId: text('unit_id').notNull(),
    completion: text('completion').notNull().default('not-attempted'),
    success: text('success').notNull().default('unknown'),
    score: doublePrecision('score'),
    /** CMI data or an H5P state, as the newest sitting left it. */
    state: jsonb('state').$type<unknown>(),
    /** cmi5: the portal has said `satisfied`. */
    satisfied: boolean('satisfied').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.unitId] })],
)

/** One sitting: an opening of a part on one device. Its sequence makes saving idempotent, its age decides whose state counts. */
export const packageSession = courses.table(
  'package_session',
  {
    id: id(),
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => packageAttempt.id, { onDelete: 'cascade' }),
    unitId: text('unit_id').notNull(),
    /** Origin of the portal page that opened it. */
    portal: text('portal').notNull(),
    startedAt: createdAt(),
    sequence: integer('sequence').notNull().default(0),
    seconds: integer('seconds').notNull().default(0),
    /** cmi5: its token was fetched; it is given once. */
    fetchedAt: moment('fetched_at'),
    /** cmi5: `terminated` has been said; nothing more is taken. */
    endedAt: moment('ended_at'),
  },
  (table) => [index('package_session_attempt').on(table.attemptId, table.unitId)],
)

/** xAPI statements of a package (cmi5, xAPI), its own and those the portal says of it. */
export const packageStatement = courses.table(
  'package_statement',
  {
    /** The statement's own id. */
    id: uuid('id').primaryKey(),
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => packageAttempt.id, { onDelete: 'cascade' }),
    sessionId: uuid('session_id').notNull(),
    verb: text('verb').notNull(),
    statement: jsonb('statement').$type<Record<string, unknown>>().notNull(),
    storedAt: createdAt(),
  },
  (table) => [index('package_statement_attempt').on(table.attemptId)],
)

/** Documents that a package keeps through xAPI: states and profiles. */
export const packageDocument = courses.table(
  'package_document',
  {
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => packageAttempt.id, { onDelete: 'cascade' }),
    /** state | activity | agent, the activity, the document's name. */
    key: text('key').notNull(),
    type: text('type').notNull(),
    /** Base64. */
    content: text('content').notNull(),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.key] })],
)
