import type { FastifyInstance } from 'fastify'

/** The API's description for programs: `/api/openapi.json`. The readable page `/api/docs` is the web application's (foundation/web/api-docs). */
export function serveDocs(app: FastifyInstance): void {
  let written: string | undefined
  app.get('/api/openapi.json', { schema: { hide: true }, config: { rateLimit: { max: 60, timeWindow: 60_000 } } }, async (_request, reply) => {
    written ??= JSON.stringify(app.swagger())
    return reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'public, max-age=300').send(written)
  })
}
