import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Portal } from '../context.ts'

/**
 * Health, readiness, metrics, and one log line for each request. Lines name the route's pattern, never the address
 * asked for, so that no name, token or number of a person reaches a log.
 * - `/healthz`: the process answers. `/readyz`: database and queue answer too. `/metrics`: Prometheus text, for the machine itself alone.
 */
export function observe(app: FastifyInstance, portal: Portal): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'portal_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  new Gauge({
    name: 'portal_database_connections',
    help: 'Connections of this process, by pool and use',
    labelNames: ['pool', 'use'],
    registers: [registry],
    collect() {
      for (const [name, pool] of [
        ['read', portal.database.readPool],
        ['write', portal.database.writePool],
      ] as const) {
        this.set({ pool: name, use: 'open' }, pool.totalCount)
        this.set({ pool: name, use: 'waiting' }, pool.waitingCount)
      }
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const status = String(reply.statusCode)
    seconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1000)
    request.log.info({ request: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
  })
  app.get('/healthz', { logLevel: 'silent', schema: { hide: true } }, async () => ({ ok: true }))
  app.get('/readyz', { logLevel: 'silent', schema: { hide: true } }, async (_request, reply) => {
    try {
      await portal.database.readPool.query('SELECT 1')
      return { ok: true }
    } catch {
      return reply.status(503).send({ ok: false })
    }
  })
  app.get('/metrics', { logLevel: 'silent', schema: { hide: true } }, async (request, reply) => {
    const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
    // Behind a proxy on the same machine every request looks local; the proxy's own header tells them apart.
    if (!local || request.headers['x-forwarded-for'] !== undefined) return reply.status(404).send()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
