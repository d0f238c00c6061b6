import { fastifyCookie } from '@fastify/cookie'
import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Portal } from '../context.ts'
import type { Listeners } from '../realtime/realtime.ts'
import { isUsable } from './auth.ts'
import { identify } from './identify.ts'
import { account, session } from './tables.ts'

/** Who may listen to news: the person of a good session, as for every request, the mandatory second factor included. */
export function realtimeListeners(portal: Portal): Listeners {
  return {
    async whoIs(headers) {
      const known = await identify(portal, { cookies: fastifyCookie.parse(headers.cookie ?? '') })
      return known && !known.needsSecondFactor ? { personId: known.actor.personId, sessionId: known.actor.sessionId } : null
    },
    async stillGood(sessionIds) {
      const rows = await portal.database.read
        .select({ id: session.id, disabledAt: account.disabledAt, demonstration: account.demonstration })
        .from(session)
        .innerJoin(account, eq(account.id, session.userId))
        .where(and(inArray(session.id, sessionIds), gt(session.expiresAt, new Date())))
      return new Set(rows.filter((row) => isUsable(portal, row)).map((row) => row.id))
    },
  }
}
