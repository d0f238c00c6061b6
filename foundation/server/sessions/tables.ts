import { boolean, index, integer, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { createdAt, id, moment, personalData } from '../database/columns.ts'

/**
 * Accounts and sessions. The keys of the columns are those that better-auth asks for (its models user, account, session,
 * verification, twoFactor, passkey); every moment has its zone, which better-auth's own schema lacks.
 */
export const accounts = pgSchema('accounts')

const changedAt = () =>
  moment('changed_at')
    .notNull()
    .default(sql`now()`)

/** One account for one person (R3.6a). `person_id` has no foreign key: the foundation knows no people. */
export const account = accounts.table(
  'account',
  {
    id: id(),
    personId: uuid('person_id').notNull().unique(),
    /** Always in lower case. */
    username: text('login').notNull().unique(),
    email: text('email'),
    emailVerified: boolean('email_verified').notNull().default(false),
    /** Left empty: names live with the person. */
    name: text('name').notNull().default(''),
    image: text('image'),
    /** A confirmed code application or at least one passkey. */
    twoFactorEnabled: boolean('second_factor').notNull().default(false),
    /** The password is a temporary one, printed for the person; signing in with it only leads to a new password. */
    temporaryUntil: moment('temporary_until'),
    locale: text('locale'),
    theme: text('theme'),
    dataSaver: boolean('data_saver').notNull().default(false),
    /** Made by `demo`; such an account signs in nowhere but in the demonstration. */
    demonstration: boolean('demonstration').notNull().default(false),
    disabledAt: moment('disabled_at'),
    createdAt: createdAt(),
    updatedAt: changedAt(),
  },
  (table) => [uniqueIndex('account_email').on(sql`lower(${table.email})`)],
)
personalData(account, { login: 'sign-in', email: 'sign-in' })

/** A way to sign in: the password (`credential`), or an outside provider's subject. */
export const identity = accounts.table(
  'identity',
  {
    id: id(),
    userId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    providerId: text('provider').notNull(),
    accountId: text('subject').notNull(),
    /** argon2id in PHC form. */
    password: text('password'),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text('scope'),
    createdAt: createdAt(),
    updatedAt: changedAt(),
  },
  (table) => [uniqueIndex('identity_subject').on(table.providerId, table.accountId), index('identity_account').on(table.userId)],
)

/** A signed-in device. The address is kept shortened. */
export const session = accounts.table(
  'session',
  {
    id: id(),
    userId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    token: text('token').notNull().unique(),
    expiresAt: moment('expires_at').notNull(),
    ipAddress: text('address'),
    userAgent: text('device'),
    createdAt: createdAt(),
    /** When the session was last used, at most ten minutes late. */
    updatedAt: moment('seen_at')
      .notNull()
      .default(sql`now()`),
  },
  (table) => [index('session_account').on(table.userId)],
)
personalData(session, { address: 'sign-in', device: 'sign-in' })

/** Short-lived challenges of better-auth (second factor, passkeys). */
export const verification = accounts.table(
  'verification',
  {
    id: id(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: createdAt(),
    updatedAt: changedAt(),
  },
  (table) => [index('verification_identifier').on(table.identifier), index('verification_expires').on(table.expiresAt)],
)

/** The code application of an account; secret and backup codes are encrypted. */
export const twoFactor = accounts.table('two_factor', {
  id: id(),
  userId: uuid('account_id')
    .notNull()
    .unique()
    .references(() => account.id, { onDelete: 'cascade' }),
  secret: text('secret').notNull(),
  backupCodes: text('backup_codes').notNull(),
  verified: boolean('verified').notNull().default(false),
  failedVerificationCount: integer('failed_count').notNull().default(0),
  lockedUntil: moment('locked_until'),
  /** The 30-second step of the last code that was used: it and everything before it is refused. */
  lastUsedStep: integer('last_used_step').notNull().default(0),
})

/** A passkey (WebAuthn). */
export const passkey = accounts.table(
  'passkey',
  {
    id: id(),
    userId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    name: text('name'),
    publicKey: text('public_key').notNull(),
    credentialID: text('credential_id').notNull().unique(),
    counter: integer('counter').notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: boolean('backed_up').notNull(),
    transports: text('transports'),
    aaguid: text('aaguid'),
    createdAt: createdAt(),
  },
  (table) => [index('passkey_account').on(table.userId)],
)

/** One-use tokens for a new password; only their hash is kept. */
export const passwordToken = accounts.table(
  'password_token',
  {
    id: id(),
    userId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull().unique(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
    createdAt: createdAt(),
  },
  (table) => [index('password_token_account').on(table.userId)],
)

/** The demonstration's table of accounts, one a role, with passwords in the open. Empty in production. */
export const demonstrationAccount = accounts.table('demonstration_account', {
  userId: uuid('account_id')
    .primaryKey()
    .references(() => account.id, { onDelete: 'cascade' }),
  role: text('role').notNull(),
  password: text('password').notNull(),
  position: integer('position').notNull(),
})

/**
 * Counters of tries to sign in (throttle.ts), named by a keyed hash of what is counted; gone an hour after the last try.
 * Written past `change()`: they are nobody's act.
 */
export const guess = accounts.table(
  'guess',
  {
    key: text('key').primaryKey(),
    failures: integer('failures').notNull(),
    /** No further try before. */
    until: moment('until').notNull(),
    /** The last try. */
    at: moment('at').notNull(),
  },
  (table) => [index('guess_at').on(table.at)],
)
