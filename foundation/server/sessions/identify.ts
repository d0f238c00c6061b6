import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { isLocale } from '../../i18n/localized.ts'
import type { Portal } from '../context.ts'
import type { Identity } from '../http/identify.ts'
import { identityOf } from '../http/identity-of-person.ts'
import { isUsable } from './auth.ts'
import { sessionsOf, type KnownSession } from './state.ts'
import { account, session } from './tables.ts'
import { readSigned, sessionCookie } from './visit.ts'

const rememberedFor = 10_000
const idleFor = 14 * 86_400_000
const seenEvery = 600_000

/**
 * Who sent the request, by its session cookie. The session's row is remembered for ten seconds in the process, so an
 * ordinary request costs one query (the person's standing); an ended session is forgotten at once where it was ended and
 * within ten seconds in other processes.
 */
export async function identify(portal: Portal, request: Pick<FastifyRequest, 'cookies'>): Promise<Identity | null> {
  const sessions = sessionsOf(portal)
  const token = readSigned(request.cookies[sessionCookie], sessions.secret)
  if (!token) return null
  const found = await knownSession(portal, token)
  const now = Date.now()
  if (!found?.usable || found.expiresAt.getTime() < now || found.seenAt.getTime() + idleFor < now) return null
  if (found.seenAt.getTime() + seenEvery < now) noteSeen(portal, found)
  return identityOf(portal.database.read, sessions.parts, sessions.parts.permissions, {
    personId: found.personId,
    accountId: found.accountId,
    sessionId: found.sessionId,
    locale: found.locale && isLocale(found.locale) ? found.locale : 'ky',
    hasSecondFactor: found.hasSecondFactor,
  })
}

async function knownSession(portal: Portal, token: string): Promise<KnownSession | null> {
  const { known } = sessionsOf(portal)
  const kept = known.get(token)
  if (kept && Date.now() - kept.at < rememberedFor) return kept.session
  const [row] = await portal.database.read
    .select({
      sessionId: session.id,
      expiresAt: session.expiresAt,
      seenAt: session.updatedAt,
      accountId: account.id,
      personId: account.personId,
      locale: account.locale,
      hasSecondFactor: account.twoFactorEnabled,
      disabledAt: account.disabledAt,
      demonstration: account.demonstration,
    })
    .from(session)
    .innerJoin(account, eq(account.id, session.userId))
    .where(eq(session.token, token))
  const found = row ? { ...row, usable: isUsable(portal, row) } : null
  known.delete(token)
  known.set(token, { at: Date.now(), session: found })
  if (known.size > 20_000) known.delete(known.keys().next().value ?? '')
  return found
}

/** When a session was last used is no act of a person and leaves no trace record. */
function noteSeen(portal: Portal, found: KnownSession): void {
  found.seenAt = new Date()
  portal.database.write
    .update(session)
    .set({ updatedAt: found.seenAt })
    .where(eq(session.id, found.sessionId))
    .catch((error: unknown) => portal.log.warn({ err: error }, 'the last use of a session was not noted'))
}
