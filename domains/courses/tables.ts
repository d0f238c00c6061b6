import { boolean, index, integer, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, localized, moment } from '../../foundation/server/database/columns.ts'
import { offering } from '../programmes/tables.ts'
import { person } from '../people/tables.ts'
import type { ImportReport } from './contract.ts'

export const courses = pgSchema('courses')

/** A section of an offering's course pack (a module or a week). */
export const section = courses.table(
  'section',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    title: localized('title').notNull(),
    position: integer('position').notNull(),
    /** Teaching week it belongs to; null when undated. */
    week: integer('week'),
    hidden: boolean('hidden').notNull().default(false),
  },
  (table) => [index('section_offering').on(table.offeringId)],
)

/** One thing to study or do. What a kind holds beside its title lives in the domain that owns the kind. */
export const item = courses.table(
  'item',
  {
    id: id(),
    sectionId: uuid('section_id')
      .notNull()
      .references(() => section.id, { onDelete: 'cascade' }),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    /** page | file | link | test | assignment | discussion | heading */
    kind: text('kind').notNull(),
    title: localized('title').notNull(),
    position: integer('position').notNull(),
    /** Expected minutes of work; null unknown. */
    minutes: integer('minutes'),
    opensAt: moment('opens_at'),
    dueAt: moment('due_at'),
    hidden: boolean('hidden').notNull().default(false),
    /**
     * Stands only in the draft of a published complex (R5.3c): students do not see it until a version that holds it is
     * published. Set by a trigger for what is made later (complex/guards.sql), and by every publication.
     */
    draftOnly: boolean('draft_only').notNull().default(false),
    /** Where it came from: the identifier in an imported cartridge. */
    sourceId: text('source_id'),
    createdAt: createdAt(),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [index('item_section').on(table.sectionId), index('item_offering').on(table.offeringId)],
)

/** The text of a page, or the instruction of another kind, one row a language. Sanitised when written. */
export const itemText = courses.table(
  'item_text',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    /** ky | ru | en | und (language not known, from an import) */
    language: text('language').notNull(),
    html: text('html').notNull(),
    /** The text alone, for search. */
    plain: text('plain').notNull().default(''),
    /** Counts savings; a saving names the version it began with. */
    version: integer('version').notNull().default(1),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.language] })],
)

/** A link item's address. */
export const itemLink = courses.table('item_link', {
  itemId: uuid('item_id')
    .primaryKey()
    .references(() => item.id, { onDelete: 'cascade' }),
  url: text('url').notNull(),
})

/** Files of an offering: pictures in pages, file items, what an import brought. */
export const courseFile = courses.table(
  'course_file',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    /** The item that shows the file by itself; null for pictures and attachments in pages. */
    itemId: uuid('item_id').references(() => item.id, { onDelete: 'cascade' }),
    /** Path inside the course: `figures/x.svg`. */
    path: text('path').notNull(),
    /** File of the foundation's store. */
    fileId: uuid('file_id').notNull(),
  },
  (table) => [index('course_file_offering').on(table.offeringId)],
)

/** A course-file import with its report: what came in, what was changed, what could not. */
export const courseImport = courses.table(
  'import',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    fileName: text('file_name').notNull(),
    fileId: uuid('file_id'),
    /** new | append | replace */
    mode: text('mode').notNull().default('new'),
    /** waiting | running | done | failed */
    state: text('state').notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    format: text('format'),
    report: jsonb('report').$type<ImportReport>(),
    /** Why it failed: key of a problem text and its values. */
    failure: jsonb('failure').$type<{ key: string; params?: Record<string, unknown> }>(),
    byPerson: uuid('by_person').references(() => person.id),
    createdAt: createdAt(),
    finishedAt: moment('finished_at'),
  },
  (table) => [index('import_offering').on(table.offeringId)],
)

/** A discussion's posts (the base of R3.6d). */
export const post = courses.table(
  'post',
  {
    id: id(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    replyTo: uuid('reply_to'),
    text: text('text').notNull(),
    createdAt: createdAt(),
    removedAt: moment('removed_at'),
    removedBy: uuid('removed_by').references(() => person.id),
  },
  (table) => [index('post_item').on(table.itemId)],
)
