import { index, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from '../database/columns.ts'
import { sql } from 'drizzle-orm'

export const traceSchema = pgSchema('trace')

/** The digital trace (R1.3c, R6.2a): one row for every act, in the shape of an xAPI statement. Rows are never changed. */
export const statement = traceSchema.table(
  'statement',
  {
    id: id(),
    /** When the act was stored, by the database's clock. */
    at: moment('at')
      .notNull()
      .default(sql`clock_timestamp()`),
    /** The person who acted; null for the portal itself. */
    actor: uuid('actor'),
    /** What was done, e.g. `submission.marked`. */
    verb: text('verb').notNull(),
    objectType: text('object_type').notNull(),
    objectId: text('object_id').notNull(),
    /** The person the act was about, where that is another one: lets people see who looked at or changed their data. */
    about: uuid('about'),
    /** The offering (discipline in a term) in which it happened. */
    offering: uuid('offering'),
    result: jsonb('result').$type<Record<string, unknown>>(),
    context: jsonb('context').$type<Record<string, unknown>>(),
  },
  (table) => [
    index('statement_actor').on(table.actor, table.at),
    index('statement_about').on(table.about, table.at),
    index('statement_offering').on(table.offering, table.at),
    index('statement_object').on(table.objectType, table.objectId),
  ],
)
