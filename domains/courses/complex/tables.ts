import { date, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses, item } from '../tables.ts'
import type { FrozenSection, FrozenTexts } from './content.ts'
import type { KeptReview } from './kept-review.ts'
import type { PartGap } from './shared/parts.ts'

/** The state of an offering's complex. No row: it was never submitted and is shown as it is. */
export const complex = courses.table('complex', {
  offeringId: uuid('offering_id')
    .primaryKey()
    .references(() => offering.id, { onDelete: 'cascade' }),
  /** draft | submitted | returned | approved | published */
  state: text('state').notNull(),
  /** Fingerprint of the content that was submitted: only that can be approved. */
  submittedHash: text('submitted_hash'),
  submittedBy: uuid('submitted_by').references(() => person.id),
  submittedAt: moment('submitted_at'),
  /** Day by which the council answers. */
  dueOn: date('due_on'),
  decidedBy: uuid('decided_by').references(() => person.id),
  decidedAt: moment('decided_at'),
  decisionNote: text('decision_note').notNull().default(''),
  /** Day on which its reviewers were last reminded; null since it was submitted. */
  remindedOn: date('reminded_on'),
  /** Version approved last; null before the first approval. */
  approvedVersion: uuid('approved_version'),
  /** Version that students see; null: the live content. */
  publishedVersion: uuid('published_version'),
})

/** An approved content, frozen. Of a row only `published_at` is ever set later. */
export const complexVersion = courses.table(
  'complex_version',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    outline: jsonb('outline').$type<FrozenSection[]>().notNull(),
    texts: jsonb('texts').$type<FrozenTexts>().notNull(),
    hash: text('hash').notNull(),
    /** What was missing when it was approved; publication asks which of these are excused. */
    gaps: jsonb('gaps').$type<PartGap[]>().notNull(),
    /** How it was reviewed: what the review sheet prints. Null for versions made before sheets were kept. */
    review: jsonb('review').$type<KeptReview>(),
    /** When it came before the students; null: approved only. */
    publishedAt: moment('published_at'),
    byPerson: uuid('by_person')
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
  },
  (table) => [index('complex_version_offering').on(table.offeringId)],
)

/** A part that the methodical council does not demand of this complex, and why. */
export const complexExcuse = courses.table(
  'complex_excuse',
  {
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    part: text('part').notNull(),
    reason: text('reason').notNull(),
    byPerson: uuid('by_person')
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.offeringId, table.part] })],
)

/** Who of the council reviews a complex, and the points given by the rubric (criterion → points). */
export const complexReviewer = courses.table(
  'complex_reviewer',
  {
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    scores: jsonb('scores').$type<Record<string, number>>().notNull().default({}),
    /** criterion → why so many points */
    notes: jsonb('notes').$type<Record<string, string>>().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.offeringId, table.personId] })],
)

/** A remark of a reviewer at a place: an item and the words quoted from it. */
export const complexComment = courses.table(
  'complex_comment',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id').references(() => item.id, { onDelete: 'set null' }),
    quote: text('quote').notNull().default(''),
    text: text('text').notNull(),
    byPerson: uuid('by_person')
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
    resolvedAt: moment('resolved_at'),
    resolvedBy: uuid('resolved_by').references(() => person.id),
  },
  (table) => [index('complex_comment_offering').on(table.offeringId)],
)

/** What an item is in the complex, when it is to be looked at again, and under which licence it is used. No row: guessed. */
export const itemPart = courses.table(
  'item_part',
  {
    itemId: uuid('item_id')
      .primaryKey()
      .references(() => item.id, { onDelete: 'cascade' }),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    /** lecture | presentation | … ; null: guessed from the kind */
    part: text('part'),
    /** Day of the next look (R2.2d). */
    reviewOn: date('review_on'),
    licence: text('licence'),
    source: text('source'),
  },
  (table) => [index('item_part_offering').on(table.offeringId)],
)
