import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import type { Target } from '../permissions/actor.ts'

type Schema = z.ZodType
type Out<S> = S extends Schema ? z.output<S> : undefined
/** What a handler may return: the shape that the response schema takes in. */
type Answer<S> = S extends Schema ? z.input<S> : unknown

export interface RouteInput<P, Q, B> {
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  /** For streams, cookies and files; ordinary handlers need neither. */
  request: FastifyRequest
  reply: FastifyReply
}

/** Rate classes: requests a minute for one account (or address, when nobody is signed in). */
export const limits = { read: 600, write: 180, heavy: 20, secret: 30 } as const

export interface RouteDefinition<P, Q, B, R> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify path: `/api/offerings/:offeringId`. */
  path: string
  /** One English line for the API description. */
  summary: string
  /** The ability asked for; or `public` (anybody), or `signed-in` (any account). There is no default. */
  may: string
  /** Loads what the act is aimed at, for scoped abilities. Null → 404. Without it, only unscoped abilities or `ctx.actor.can` in the use case. */
  target?: (ctx: Ctx, input: { params: Out<P>; query: Out<Q>; body: Out<B> }) => Promise<Target | null>
  params?: P
  query?: Q
  body?: B
  response?: R
  limit?: keyof typeof limits
  clauses?: string[]
  /** Body of its own (file upload); the handler reads the request. */
  upload?: boolean
  /** Largest JSON body in bytes; default 1 MiB. */
  bodyLimit?: number
  /**
   * Called by other sites' pages and programs (a tool's form, a service request): no cross-site guard, and forms are taken. Its handler must
   * stand on what the request itself proves, never on the reader's cookie alone.
   */
  outside?: boolean
  /** Open to accounts that still have to set up their mandatory second factor. */
  beforeSecondFactor?: boolean
  handler: (ctx: Ctx, input: RouteInput<P, Q, B>) => Promise<Answer<R>>
}

/** A route with its types closed over, as the server mounts it. */
export type AnyRoute = RouteDefinition<Schema | undefined, Schema | undefined, Schema | undefined, Schema | undefined> & { domain: string }

type Declare = <
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>(
  definition: RouteDefinition<P, Q, B, R>,
) => void

/**
 * Declares a domain's routes. Each states who may (`may`); the server refuses to start on a route that does not.
 * @param domain the domain's folder name, the tag in the API description
 */
export function defineRoutes(domain: string, declare: (route: Declare) => void): AnyRoute[] {
  const routes: AnyRoute[] = []
  declare((definition) => {
    routes.push({ ...(definition as unknown as AnyRoute), domain })
  })
  return routes
}
