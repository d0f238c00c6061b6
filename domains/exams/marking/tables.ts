import { integer, numeric, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { attempt, exams } from '../tables.ts'

/**
 * What a person gave for an answer. A change is a new row with its reason; the database refuses to change or remove one, so the
 * history of a mark is whole.
 */
export const answerMark = exams.table(
  'answer_mark',
  {
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempt.id),
    questionId: uuid('question_id').notNull(),
    /** 1 for the first mark of an answer; two who mark at one moment cannot both write the same. */
    number: integer('number').notNull(),
    /** The answer's sequence that was read: an answer that was changed afterwards (an attempt opened again) waits anew. */
    sequence: integer('sequence').notNull(),
    points: numeric('points', { mode: 'number' }).notNull(),
    comment: text('comment'),
    /** Why it was changed; null for the first mark. */
    reason: text('reason'),
    markedBy: uuid('marked_by')
      .notNull()
      .references(() => person.id),
    markedAt: moment('marked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.questionId, table.number] })],
)
