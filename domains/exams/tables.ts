import { boolean, index, integer, jsonb, numeric, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, localized, moment } from '../../foundation/server/database/columns.ts'
import type { Localized } from '../../foundation/i18n/localized.ts'
import { item } from '../courses/tables.ts'
import { discipline, offering } from '../programmes/tables.ts'
import { person } from '../people/tables.ts'
import type { AskableContent, Difficulty, QuestionContent, QuestionKind } from './bank/shared/question.ts'
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

/** A question of a discipline's bank: what lists and draws need of its newest version. */
export const bankQuestion = exams.table(
  'bank_question',
  {
    id: id(),
    disciplineId: uuid('discipline_id')
      .notNull()
      .references(() => discipline.id),
    kind: text('kind').$type<QuestionKind>().notNull(),
    title: text('title').notNull(),
    /** The first words of the prompt without marks, for lists and search. */
    excerpt: localized('excerpt').notNull(),
    topic: text('topic').notNull().default(''),
    difficulty: text('difficulty').$type<Difficulty>(),
    tags: text('tags').array().notNull().default([]),
    /** Outcomes of the syllabus that it serves. */
    outcomes: text('outcomes').array().notNull().default([]),
    version: integer('version').notNull(),
    /** Whether it can be asked as it stands; what cannot is kept for its author and never drawn. */
    ready: boolean('ready').notNull(),
    archivedAt: moment('archived_at'),
    createdAt: createdAt(),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [index('bank_question_discipline').on(table.disciplineId, table.topic)],
)

/** What a question of the bank said at a time. The database refuses any change: what was asked can always be shown again. */
export const bankVersion = exams.table(
  'bank_version',
  {
    questionId: uuid('question_id')
      .notNull()
      .references(() => bankQuestion.id),
    version: integer('version').notNull(),
    content: jsonb('content').$type<QuestionContent>().notNull(),
    madeBy: uuid('made_by').references(() => person.id),
    madeAt: moment('made_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionId, table.version] })],
)

/** So many questions of a bank that fit, drawn for each paper anew. Empty lists mean any. */
export const draw = exams.table(
  'draw',
  {
    id: id(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => test.itemId, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    disciplineId: uuid('discipline_id')
      .notNull()
      .references(() => discipline.id),
    topics: text('topics').array().notNull(),
    difficulties: text('difficulties').array().$type<Difficulty[]>().notNull(),
    tags: text('tags').array().notNull(),
    count: integer('count').notNull(),
    /** Points of each question, whatever its own are. */
    points: numeric('points', { mode: 'number' }).notNull(),
  },
  (table) => [index('draw_item').on(table.itemId)],
)

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
    /** The question of the bank that it was taken from; it is asked, and counted, under that one's id. */
    bankQuestionId: uuid('bank_question_id').references(() => bankQuestion.id),
    /** The version whose content stands here. */
    bankVersion: integer('bank_version'),
  },
  (table) => [index('question_item').on(table.itemId), uniqueIndex('question_of_bank_once').on(table.itemId, table.bankQuestionId)],
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
    /** What the paper was drawn from: with the same questions it gives the same paper again. It never leaves the server. */
    seed: text('seed').notNull(),
    /** The paper as it was given: question ids and order of choices; a changed question does not change under a student. */
    paper: jsonb('paper').$type<PaperQuestion[]>().notNull(),
    /** The questions of the paper, small beside it: every answer asks whether its question is among them. */
    asked: uuid('asked').array().notNull(),
    startedAt: moment('started_at').notNull(),
    endsAt: moment('ends_at'),
    /** Answers given in time are still taken so long after the end. */
    graceSeconds: integer('grace_seconds').notNull().default(10),
    submittedAt: moment('submitted_at'),
    points: numeric('points', { mode: 'number' }),
    /** SHA-256 of the record as it was handed in (`protocol/kept-record.ts`). */
    hash: text('hash'),
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
  /** The version of the bank's question; its `questionId` is that question's id. */
  bankVersion?: number
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
    /** When it was given by the page's clock, set by the server's; only asked of answers that come after the end. */
    typedAt: moment('typed_at'),
    /** It came after the end, within the grace. */
    late: boolean('late').notNull().default(false),
    points: numeric('points', { mode: 'number' }),
    /** The share of the question's points that it earned, 0–1. */
    share: numeric('share', { mode: 'number' }),
    /** What of the question it hit, as `feedbackAt` names it: the options that were chosen, the answer that fitted. */
    matched: jsonb('matched').$type<string[]>(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.questionId] })],
)
