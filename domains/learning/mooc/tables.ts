import { date, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, localized, moment, personalData } from '../../../foundation/server/database/columns.ts'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { learning } from '../tables.ts'

/** An offering that is open to everybody on the Internet (R1.3b). No row: an ordinary course. */
export const mooc = learning.table('mooc', {
  offeringId: uuid('offering_id')
    .primaryKey()
    .references(() => offering.id, { onDelete: 'cascade' }),
  /** Its public address: `/open-courses/<slug>`. */
  slug: text('slug').notNull().unique(),
  /** draft | open | closed */
  state: text('state').notNull().default('draft'),
  /** What it is about and for whom, in plain words. */
  summary: localized('summary').notNull(),
  audience: localized('audience').notNull(),
  /** First and last day; null: in one's own time. */
  startsOn: date('starts_on'),
  endsOn: date('ends_on'),
  /** What a certificate asks for, percent: items done, and points reached of all that can be reached. */
  leastShare: integer('least_share').notNull().default(80),
  leastPoints: integer('least_points').notNull().default(60),
  /** Why its share of live hours may lie below the threshold, and who said so (R3.5b). */
  exemptReason: text('exempt_reason').notNull().default(''),
  exemptBy: uuid('exempt_by').references(() => person.id),
  openedAt: moment('opened_at'),
})

/** Somebody from outside asked to take part: waits for the click in the letter. */
export const moocRequest = learning.table(
  'mooc_request',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    surname: text('surname').notNull(),
    givenName: text('given_name').notNull(),
    locale: text('locale').notNull(),
    /** SHA-256 of the token in the letter; null until the letter is written. */
    tokenHash: text('token_hash').unique(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('mooc_request_email').on(table.email)],
)
personalData(moocRequest, { email: 'contact', surname: 'identity', given_name: 'identity' })

/** A certificate of completion: no state document on education (R7.2a). */
export const certificate = learning.table(
  'certificate',
  {
    id: id(),
    /** What the public page is asked for; not to be guessed. */
    code: text('code').notNull().unique(),
    /** In the order of issue, within a year: `2026-0001`. */
    number: text('number').notNull().unique(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    /** The holder, the course and the result as they stood at issue. */
    holder: jsonb('holder').$type<{ surname: string; givenName: string; patronymic: string | null }>().notNull(),
    course: jsonb('course').$type<Localized>().notNull(),
    hours: integer('hours').notNull(),
    /** Percent. */
    share: integer('share').notNull(),
    points: integer('points'),
    issuedAt: createdAt(),
    revokedAt: moment('revoked_at'),
    revokedBy: uuid('revoked_by').references(() => person.id),
    revokedReason: text('revoked_reason'),
  },
  (table) => [uniqueIndex('certificate_once').on(table.offeringId, table.personId)],
)
personalData(certificate, { holder: 'identity' })
