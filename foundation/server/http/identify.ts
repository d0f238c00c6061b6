import type { FastifyRequest } from 'fastify'
import type { Portal } from '../context.ts'
import type { Actor } from '../permissions/actor.ts'

export interface Identity {
  actor: Actor
  /** A role of the person demands a second factor and the account has none yet: only its set-up is open. */
  needsSecondFactor: boolean
}

/** Finds out who sent the request, from its session cookie; null for nobody. */
export type Identify = (portal: Portal, request: FastifyRequest) => Promise<Identity | null>

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | null
  }
}
