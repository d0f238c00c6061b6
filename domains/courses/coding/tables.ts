import { boolean, index, integer, jsonb, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses, item } from '../tables.ts'
import type { CodingContent, TestResult } from './shared/coding.ts'

/** A programming task: an item of its own or a block inside a lesson. What it asks lies in its versions. */
export const codingTask = courses.table(
  'coding_task',
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
    /** Number of the version that students get now. */
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [index('coding_task_item').on(table.itemId)],
)

/** What a task asked at one time. Never changed: a change of the task is another version. */
export const codingVersion = courses.table(
  'coding_version',
  {
    id: id(),
    taskId: uuid('task_id')
      .notNull()
      .references(() => codingTask.id, { onDelete: 'cascade' }),
    /** 1, 2, 3 … */
    number: integer('number').notNull(),
    content: jsonb('content').$type<CodingContent>().notNull(),
    byPerson: uuid('by_person').references(() => person.id),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('coding_version_number').on(table.taskId, table.number)],
)

/** The program that a student is writing, as the device that typed last left it. */
export const codingDraft = courses.table(
  'coding_draft',
  {
    taskId: uuid('task_id')
      .notNull()
      .references(() => codingTask.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    code: text('code').notNull(),
    /** The page that typed it, and how often it has saved: an older saving that arrives late changes nothing. */
    device: uuid('device').notNull(),
    sequence: integer('sequence').notNull(),
    typedAt: moment('typed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.personId] })],
)

/** One check of a program against the tests. It ran on the student's device: the server has not seen it run. */
export const codingAttempt = courses.table(
  'coding_attempt',
  {
    /** Made by the device, so that one that is sent twice is kept once. */
    id: uuid('id').primaryKey(),
    taskId: uuid('task_id')
      .notNull()
      .references(() => codingTask.id),
    versionId: uuid('version_id')
      .notNull()
      .references(() => codingVersion.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    code: text('code').notNull(),
    results: jsonb('results').$type<TestResult[]>().notNull(),
    points: integer('points').notNull(),
    /** Points of the whole version. */
    of: integer('of').notNull(),
    passed: boolean('passed').notNull(),
    /** unverified: the device says so. */
    claim: text('claim').notNull().default('unverified'),
    seconds: integer('seconds').notNull().default(0),
    /** When the device checked; it may have been without a line. */
    checkedAt: moment('checked_at').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (table) => [index('coding_attempt_task').on(table.taskId, table.personId, table.checkedAt), index('coding_attempt_item').on(table.itemId)],
)
