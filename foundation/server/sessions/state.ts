import type { Portal } from '../context.ts'
import type { Database, ReadDb } from '../database/database.ts'
import type { PersonSource } from '../http/identity-of-person.ts'
import type { PermissionTable } from '../permissions/define.ts'
import type { Localized } from '../../i18n/localized.ts'
import type { Auth } from './auth.ts'
import type { Throttle } from './throttle.ts'

/** How a person is shown to themselves. */
export interface PersonView {
  surname: string
  givenName: string
  patronymic: string | null
  photoUrl: string | null
  roles: { role: string; unitId: string | null; groupId: string | null; scopeName: Localized | null }[]
}

/** What sign-in must know of people; the portal gives it from the domain `people`. */
export interface PersonDirectory {
  /** One query; null when there is no such person. */
  describe: (db: ReadDb, personId: string) => Promise<PersonView | null>
  /** The person with this personal number (ПИН), for the national sign-in. */
  findByPersonalNumber: (db: Pick<ReadDb, 'select'>, personalNumber: string) => Promise<string | null>
}

export interface SessionParts extends PersonSource {
  directory: PersonDirectory
  permissions: PermissionTable
}

/** A session as identify.ts remembers it for a few seconds. */
export interface KnownSession {
  sessionId: string
  accountId: string
  personId: string
  locale: string | null
  hasSecondFactor: boolean
  expiresAt: Date
  seenAt: Date
  usable: boolean
}

export interface Sessions {
  parts: SessionParts
  auth: Auth
  throttle: Throttle
  /** token → session with the time it was read */
  known: Map<string, { at: number; session: KnownSession | null }>
  secret: string
  https: boolean
}

const opened = new WeakMap<Database, Sessions>()

/** Remembers the opened sign-in of a portal. */
export function keepSessions(portal: Portal, sessions: Sessions): void {
  opened.set(portal.database, sessions)
}

/** The sign-in of a portal. @throws when `openSessions` was not called for it */
export function sessionsOf(portal: Portal): Sessions {
  const found = opened.get(portal.database)
  if (!found) throw new Error('openSessions was not called for this portal')
  return found
}

/** Forgets remembered sessions of an account (or one of them) at once, so that an ended session is over in this process. */
export function forgetKnown(sessions: Sessions, accountId: string, sessionId?: string): void {
  for (const [token, { session }] of sessions.known) {
    if (session?.accountId === accountId && (!sessionId || session.sessionId === sessionId)) sessions.known.delete(token)
  }
}

/** Forgets the session of the cookie a browser had before it signed in anew. */
export function forgetToken(sessions: Sessions, token: string | null): void {
  if (token) sessions.known.delete(token)
}
