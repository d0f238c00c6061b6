import { boolean, doublePrecision, index, jsonb, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses, item } from '../tables.ts'

/** A tool of somebody else (LTI 1.3), registered for the whole university. */
export const tool = courses.table('tool', {
  id: id(),
  name: text('name').notNull(),
  /** Who runs it and in which country it keeps what it is told; shown before the first launch. */
  keeper: text('keeper').notNull(),
  clientId: text('client_id').notNull().unique(),
  deploymentId: text('deployment_id').notNull(),
  loginUrl: text('login_url').notNull(),
  launchUrl: text('launch_url').notNull(),
  redirectUris: jsonb('redirect_uris').$type<string[]>().notNull(),
  /** Its keys: an address, or the keys themselves (a JWKS). */
  jwksUrl: text('jwks_url'),
  jwks: jsonb('jwks').$type<{ keys: Record<string, unknown>[] }>(),
  /** Where it lets a teacher choose; null: it has no choice. */
  choiceUrl: text('choice_url'),
  sendName: boolean('send_name').notNull().default(false),
  sendEmail: boolean('send_email').notNull().default(false),
  /** May read who is in the course (names and roles). */
  mayRoster: boolean('may_roster').notNull().default(false),
  /** May keep columns of marks and report scores. */
  mayGrade: boolean('may_grade').notNull().default(true),
  /** frame | window */
  opens: text('opens').notNull().default('frame'),
  custom: jsonb('custom').$type<Record<string, string>>().notNull(),
  /** Makes this tool's pseudonyms, so that two tools cannot compare their readers. */
  salt: text('salt').notNull(),
  createdAt: createdAt(),
  closedAt: moment('closed_at'),
})

/** The portal's own keys towards tools. The private half is encrypted with the portal's secret, which is not in the database. */
export const toolKey = courses.table('tool_key', {
  kid: text('kid').primaryKey(),
  publicKey: jsonb('public_key').$type<Record<string, unknown>>().notNull(),
  privateKey: text('private_key').notNull(),
  createdAt: createdAt(),
  /** No longer signs; stays readable for a month. */
  retiredAt: moment('retired_at'),
})

/** What an item of the kind `tool` opens. */
export const toolLink = courses.table('tool_link', {
  itemId: uuid('item_id')
    .primaryKey()
    .references(() => item.id, { onDelete: 'cascade' }),
  toolId: uuid('tool_id')
    .notNull()
    .references(() => tool.id),
  /** What was chosen in the tool; null: its first page. */
  url: text('url'),
  custom: jsonb('custom').$type<Record<string, string>>().notNull(),
  changedAt: moment('changed_at').notNull().defaultNow(),
})

/** One opening of a tool, alive for minutes: what a login hint stands for. */
export const toolLaunch = courses.table(
  'tool_launch',
  {
    id: id(),
    toolId: uuid('tool_id')
      .notNull()
      .references(() => tool.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    /** The session that asked for it; another one may not use it. */
    sessionId: text('session_id').notNull(),
    /** use | choose */
    purpose: text('purpose').notNull(),
    /** learner | instructor | member */
    role: text('role').notNull(),
    locale: text('locale').notNull(),
    createdAt: createdAt(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
    /** A choice came back for it. */
    answeredAt: moment('answered_at'),
  },
  (table) => [index('tool_launch_expiry').on(table.expiresAt)],
)

/** Words of tools that count once (`jti`, `nonce`), until they would have expired anyway. */
export const toolWord = courses.table(
  'tool_word',
  {
    toolId: uuid('tool_id')
      .notNull()
      .references(() => tool.id, { onDelete: 'cascade' }),
    word: text('word').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.toolId, table.word] })],
)

/** Who has read which data go to a tool, and let them go. */
export const toolConsent = courses.table(
  'tool_consent',
  {
    toolId: uuid('tool_id')
      .notNull()
      .references(() => tool.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    sends: jsonb('sends').$type<string[]>().notNull(),
    keeper: text('keeper').notNull(),
    agreedAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.toolId, table.personId] })],
)

/** A tool's column of marks in an offering. */
export const toolLine = courses.table(
  'tool_line',
  {
    id: id(),
    toolId: uuid('tool_id')
      .notNull()
      .references(() => tool.id),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id').references(() => item.id, { onDelete: 'cascade' }),
    /** The column that tells whether the item is done: one for each item. */
    main: boolean('main').notNull().default(false),
    label: text('label').notNull(),
    maximum: doublePrecision('maximum').notNull(),
    resourceId: text('resource_id'),
    tag: text('tag'),
    startsAt: moment('starts_at'),
    endsAt: moment('ends_at'),
    createdAt: createdAt(),
    removedAt: moment('removed_at'),
  },
  (table) => [index('tool_line_offering').on(table.offeringId, table.toolId), index('tool_line_item').on(table.itemId)],
)

/** The newest that a tool reported of a person in a column. */
export const toolScore = courses.table(
  'tool_score',
  {
    lineId: uuid('line_id')
      .notNull()
      .references(() => toolLine.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    activity: text('activity').notNull(),
    grading: text('grading').notNull(),
    /** The final mark; kept while a newer one is being made. */
    given: doublePrecision('given'),
    maximum: doublePrecision('maximum'),
    comment: text('comment'),
    /** By the tool's clock; an older report changes nothing. */
    at: text('at').notNull(),
    storedAt: moment('stored_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.lineId, table.personId] })],
)

/** A word with which one tool may register itself, once, within an hour. */
export const toolInvitation = courses.table(
  'tool_invitation',
  {
    id: id(),
    hash: text('hash').notNull(),
    byPerson: uuid('by_person').references(() => person.id),
    createdAt: createdAt(),
    expiresAt: moment('expires_at').notNull(),
    toolId: uuid('tool_id').references(() => tool.id, { onDelete: 'set null' }),
  },
  (table) => [uniqueIndex('tool_invitation_hash').on(table.hash)],
)
