import { boolean, index, integer, jsonb, numeric, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, localized, moment } from '../../foundation/server/database/columns.ts'
import type { Localized } from '../../foundation/i18n/localized.ts'
import { item } from '../courses/tables.ts'
import { offering } from '../programmes/tables.ts'
import { person } from '../people/tables.ts'
import type { AskableContent, QuestionKind } from './bank/shared/question.ts'
import type { QuestionAnswer } from './bank/shared/paper.ts'

export const exams = pgSchema('exams')

export interface Choice {
  id: string
  text: Localized
  right: boolean
}

/** A short test: what an item of kind `test` holds. */
export const test = exams.table('test', {
  itemId: uuid('item_id')
    .primaryKey()
    .references(() => item.id, { onDelete: 'cascade' }),
  points: numeric('points', { mode: 'number' }).notNull(),
  /** Share to pass, percent; null when there is none. */
  passPercent: integer('pass_percent'),
  attempts: integer('attempts').notNull().default(3),
  minutes: integer('minutes'),
  shuffle: boolean('shuffle').notNull().default(true),
  /** after_attempt | after_due | never */
  showAnswers: text('show_answers').notNull().default('after_attempt'),
})

export const question = exams.table(
  'question',
  {
    id: id(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => test.itemId, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    /** single | multiple | numeric, or any kind of `bank/shared/question.ts` when `content` is there. */
    kind: text('kind').notNull(),
    prompt: localized('prompt').notNull(),
    /** Whether prompt and choices are (sanitised) HTML; plain text else. */
    html: boolean('html').notNull().default(false),
    choices: jsonb('choices').$type<Choice[]>().notNull().default([]),
    answer: numeric('answer', { mode: 'number' }),
    tolerance: numeric('tolerance', { mode: 'number' }),
    unit: text('unit'),
    points: numeric('points', { mode: 'number' }).notNull().default(1),
    feedback: localized('feedback'),
    /** The whole question of a kind that the plain columns cannot hold; prompt, points and feedback are then copies of its own. */
    content: jsonb('content').$type<AskableContent>(),
  },
  (table) => [index('question_item').on(table.itemId)],
)

export const attempt = exams.table(
  'attempt',
  {
    id: id(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => test.itemId, { onDelete: 'cascade' }),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    number: integer('number').notNull(),
    /** The paper as it was given: question ids and order of choices; a changed question does not change under a student. */
    paper: jsonb('paper').$type<PaperQuestion[]>().notNull(),
    /** The questions of the paper, small beside it: every answer asks whether its question is among them. */
    asked: uuid('asked').array().notNull(),
    startedAt: moment('started_at').notNull(),
    endsAt: moment('ends_at'),
    submittedAt: moment('submitted_at'),
    points: numeric('points', { mode: 'number' }),
  },
  (table) => [uniqueIndex('attempt_number').on(table.itemId, table.personId, table.number), index('attempt_offering').on(table.offeringId)],
)

export interface PaperQuestion {
  questionId: string
  kind: QuestionKind
  prompt: Localized
  html: boolean
  choices: Choice[]
  answer: number | null
  tolerance: number | null
  unit: string | null
  points: number
  feedback: Localized | null
  /** A question with a content of its own, and what its paper is drawn from; neither ever reaches a student. */
  asked?: { content: AskableContent; seed: string }
}

/** One answer, saved by itself and idempotently: a write with an older sequence number changes nothing. */
export const answer = exams.table(
  'answer',
  {
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempt.id, { onDelete: 'cascade' }),
    questionId: uuid('question_id').notNull(),
    value: jsonb('value').$type<{ choices?: string[]; number?: string; answer?: QuestionAnswer }>().notNull(),
    sequence: integer('sequence').notNull(),
    savedAt: moment('saved_at').notNull(),
    points: numeric('points', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.questionId] })],
)
