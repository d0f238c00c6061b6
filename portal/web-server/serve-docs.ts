import type { FastifyInstance } from 'fastify'

/** The API's description for programs: `/api/openapi.json`. The readable page `/api/docs` is the web application's. */
export function serveDocs(app: FastifyInstance): void {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
