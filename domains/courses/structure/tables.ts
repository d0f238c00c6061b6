import { index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, localized, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses, item } from '../tables.ts'

/** A condition of release: the item opens to a student when the needed item is done (and reaches a score). */
export const itemCondition = courses.table(
  'item_condition',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    needsItemId: uuid('needs_item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    /** Least share of the points in percent; null: done is enough. */
    minPercent: integer('min_percent'),
  },
  (table) => [
    primaryKey({ columns: [table.itemId, table.needsItemId] }),
    index('item_condition_offering').on(table.offeringId),
    index('item_condition_needs').on(table.needsItemId),
  ],
)

/** Where a reused item came from, as it was then: shown to its readers, and compared with what the source has become. */
export const itemOrigin = courses.table(
  'item_origin',
  {
    itemId: uuid('item_id')
      .primaryKey()
      .references(() => item.id, { onDelete: 'cascade' }),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    sourceItemId: uuid('source_item_id').references(() => item.id, { onDelete: 'set null' }),
    sourceOfferingId: uuid('source_offering_id').references(() => offering.id, { onDelete: 'set null' }),
    sourceCode: text('source_code').notNull(),
    sourceName: localized('source_name').notNull(),
    /** Fingerprint of the source's words and files when it was copied or last brought over. */
    hash: text('hash').notNull(),
    byPerson: uuid('by_person').references(() => person.id),
    takenAt: moment('taken_at').notNull().defaultNow(),
  },
  (table) => [index('item_origin_offering').on(table.offeringId), index('item_origin_source').on(table.sourceItemId)],
)

/** A course being copied to another offering, with its progress. */
export const courseCopy = courses.table(
  'course_copy',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    fromOfferingId: uuid('from_offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    /** waiting | running | done | failed */
    state: text('state').notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    failure: jsonb('failure').$type<{ key: string; params?: Record<string, unknown> }>(),
    byPerson: uuid('by_person')
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
    finishedAt: moment('finished_at'),
  },
  (table) => [index('course_copy_offering').on(table.offeringId)],
)
