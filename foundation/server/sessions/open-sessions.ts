import type { FastifyInstance } from 'fastify'
import type { Portal } from '../context.ts'
import type { Identify } from '../http/identify.ts'
import { contextOf } from '../http/mount-route.ts'
import { addressOf, makeAuth } from './auth.ts'
import { identify } from './identify.ts'
import { finishOidc } from './oidc.ts'
import { keepSessions, type SessionParts } from './state.ts'
import type { Listeners } from '../realtime/realtime.ts'
import { realtimeListeners } from './realtime-listeners.ts'
import { openThrottle } from './throttle.ts'

export interface OpenedSessions {
  /** Who sent a request: for `buildPortalServer`. */
  identify: Identify
  /** Mounts the one address that an outside provider calls back; every other address of better-auth stays closed. */
  mountBetterAuth: (app: FastifyInstance) => void
  /** Who may listen to news: for `portal.realtime.attach`. */
  listeners: Listeners
}

/**
 * Opens sign-in for a portal. Call once, before its server takes requests.
 * @param parts what sign-in must know of people, roles and permissions; the foundation imports no domain
 */
export async function openSessions(portal: Portal, parts: SessionParts): Promise<OpenedSessions> {
  keepSessions(portal, {
    parts,
    auth: makeAuth(portal),
    throttle: openThrottle(portal.database, portal.config.secret),
    known: new Map(),
    secret: portal.config.secret,
    https: addressOf(portal).startsWith('https:'),
  })
  return {
    identify,
    listeners: realtimeListeners(portal),
    mountBetterAuth(app) {
      app.get('/api/auth/callback/:id', { config: { rateLimit: { max: 120, timeWindow: 60_000 } } }, async (request, reply) =>
        finishOidc(contextOf(portal, request), request, reply),
      )
    },
  }
}
