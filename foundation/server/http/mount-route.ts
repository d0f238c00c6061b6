import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx, Portal } from '../context.ts'
import { limits, type AnyRoute } from './route.ts'
import { problem } from './problem.ts'
import { readLocale } from './locale.ts'
import { refuseCrossSite } from './cross-site.ts'
import { extensionsOf } from './describe-api.ts'
import type { ServerParts } from './server.ts'

/**
 * Mounts one route in the order that every reader may rely on:
 * cross-site guard → who → rate limit → may they at all → parse → target → may they here → use case → present.
 */
export function mountRoute(app: FastifyInstance, portal: Portal, parts: ServerParts, route: AnyRoute): void {
  if (!route.outside) return mountIn(app, portal, parts, route)
  void app.register(async (scope) => {
    takeForeignBodies(scope)
    mountIn(scope, portal, parts, route)
  })
}

/** Forms and the media types of outside services, for routes that other sites call. */
function takeForeignBodies(scope: FastifyInstance): void {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  scope.addContentTypeParser(/^application\/vnd\.[\w.+-]+\+json/, { parseAs: 'string' }, scope.getDefaultJsonParser('error', 'error'))
}

function mountIn(app: FastifyInstance, portal: Portal, parts: ServerParts, route: AnyRoute): void {
  const schema: Record<string, unknown> = { summary: route.summary, tags: [route.domain], operationId: operationId(route) }
  if (route.params) schema.params = route.params
  if (route.query) schema.querystring = route.query
  if (route.body) schema.body = route.body
  if (route.response) schema.response = { 200: route.response }
  if (route.upload) schema.consumes = ['multipart/form-data']
  schema.description = describe(route)
  Object.assign(schema, extensionsOf(route, parts.permissions))
  if (route.may !== 'public') schema.security = [{ session: [] }]
  app.route({
    method: route.method,
    url: route.path,
    schema,
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    config: {
      rateLimit: {
        hook: 'preParsing',
        max: limits[route.limit ?? (route.method === 'GET' ? 'read' : 'write')],
        timeWindow: 60_000,
        keyGenerator: (request: FastifyRequest) => request.identity?.actor.accountId ?? request.ip,
        errorResponseBuilder: (_request: FastifyRequest, context: { after: string; ttl: number }) =>
          problem('foundation.too-many-requests', { status: 429, params: { seconds: Math.ceil(context.ttl / 1000) } }),
      },
    },
    onRequest: async (request) => {
      if (route.method !== 'GET' && !route.outside) refuseCrossSite(request, portal.config.publicUrl)
      request.identity = await parts.identify(portal, request)
      if (route.may === 'public') return
      if (!request.identity) throw problem('foundation.not-signed-in', { status: 401 })
      if (request.identity.needsSecondFactor && !route.beforeSecondFactor)
        throw problem('foundation.second-factor-needed', { status: 403, clause: 'R5.2c' })
      if (route.may !== 'signed-in' && !request.identity.actor.can(route.may))
        throw problem('foundation.not-allowed', { status: 403, facts: { ability: route.may } })
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const ctx = contextOf(portal, request)
      const input = { params: request.params, query: request.query, body: request.body } as never
      if (route.target) {
        const target = await route.target(ctx, input)
        if (!target) throw problem('foundation.not-found', { status: 404 })
        if (route.may !== 'public' && route.may !== 'signed-in' && !ctx.actor?.can(route.may, target)) {
          throw problem('foundation.not-allowed', { status: 403, facts: { ability: route.may } })
        }
      }
      const answer = await route.handler(ctx, { ...(input as object), request, reply } as never)
      if (reply.sent) return reply
      if (answer === undefined && !route.response) return reply.status(204).send()
      return answer
    },
  })
}

/** The context of a request. */
export function contextOf(portal: Portal, request: FastifyRequest): Ctx {
  const actor = request.identity?.actor ?? null
  return { portal, db: portal.database.read, actor, locale: readLocale(request.headers['accept-language'], actor?.locale), requestId: request.id }
}

function operationId(route: AnyRoute): string {
  return `${route.method.toLowerCase()}${route.path.replace(/^\/api/, '').replace(/[/:.-]+(\w)/g, (_all, letter: string) => letter.toUpperCase())}`
}

function describe(route: AnyRoute): string {
  const clauses = route.clauses?.length ? ` Clauses: ${route.clauses.join(', ')}.` : ''
  return `Permission: \`${route.may}\`.${clauses}`
}
