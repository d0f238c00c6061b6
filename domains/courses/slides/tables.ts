import { bigint, boolean, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses, item } from '../tables.ts'
import type { SeenPage } from './shared/seen.ts'

/** A presentation: a block in a lesson's text, shown page by page. */
export const slides = courses.table(
  'slides',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    /** As its author called the file. */
    name: text('name').notNull(),
    /** The file as it was uploaded. */
    fileId: uuid('file_id').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    /** pdf | pptx | odp; of a file from an office the content decides when the pages are made. */
    kind: text('kind').notNull(),
    /** waiting | running | ready | failed */
    state: text('state').notNull(),
    /** Whole percent of the work done. */
    progress: integer('progress').notNull().default(0),
    failure: jsonb('failure').$type<{ key: string; params?: Record<string, unknown> }>(),
    /** Its pages are words and pictures taken out of the file: there was nothing that could draw it. */
    simplified: boolean('simplified').notNull().default(false),
    pageCount: integer('page_count').notNull().default(0),
    byPerson: uuid('by_person').references(() => person.id),
    createdAt: createdAt(),
    readyAt: moment('ready_at'),
    /** When the work last showed a sign of life. */
    beatAt: moment('beat_at'),
  },
  (table) => [index('slides_item').on(table.itemId), index('slides_offering').on(table.offeringId)],
)

/** A line of a page that is shown in words; `level` of a list begins with 1, 0 is a paragraph. */
export interface SlideLine {
  text: string
  level: number
}

/** One page of a presentation. */
export const slidesPage = courses.table(
  'slides_page',
  {
    slidesId: uuid('slides_id')
      .notNull()
      .references(() => slides.id, { onDelete: 'cascade' }),
    /** From 1. */
    page: integer('page').notNull(),
    title: text('title').notNull(),
    /** Its words, for search, for screen readers and for those who would rather read. */
    text: text('text').notNull(),
    /** What the author wrote for the speaker. */
    notes: text('notes').notNull(),
    lines: jsonb('lines').$type<SlideLine[]>().notNull().default([]),
    /** Pictures of a page that is shown in words. */
    pictures: jsonb('pictures').$type<{ fileId: string; alt: string }[]>().notNull().default([]),
    width: integer('width'),
    height: integer('height'),
    largeFileId: uuid('large_file_id'),
    smallFileId: uuid('small_file_id'),
  },
  (table) => [primaryKey({ columns: [table.slidesId, table.page] })],
)

/** Which pages a person has really looked at: one row each, however long they read. */
export const slidesSeen = courses.table(
  'slides_seen',
  {
    slidesId: uuid('slides_id')
      .notNull()
      .references(() => slides.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id),
    pages: jsonb('pages').$type<SeenPage[]>().notNull(),
    /** When the last page was seen; null while some are left. */
    finishedAt: moment('finished_at'),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.slidesId, table.personId] }), index('slides_seen_item').on(table.itemId)],
)
