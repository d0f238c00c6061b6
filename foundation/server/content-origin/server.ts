import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Portal } from '../context.ts'
import { newId } from '../database/ids.ts'
import { readCapability } from './capability.ts'
import { foreignPolicy, plainHeaders } from './policy.ts'
import { contentKind } from './register.ts'
import { sendRuntime } from './send-runtime.ts'

/**
 * Builds the second listener of the process: the origin on which everything runs that the university did not write (packages, students'
 * programs). It knows no session: cookies are dropped before anything looks at a request, an answer never sets one, and a path is
 * answered only behind a capability that the portal gave, or under `/runtime/` for what is public.
 */
export async function buildContentServer(portal: Portal): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: portal.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    trustProxy: portal.config.trustProxy as boolean | string[],
    bodyLimit: 2_097_152,
    routerOptions: { maxParamLength: 2000 },
    exposeHeadRoutes: false,
  })
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request, reply) => {
    // Browsers keep cookies by host and not by port: whatever came along is not for us, and nothing later may see or log it.
    delete request.raw.headers.cookie
    plainHeaders(reply)
    // A service worker of one package would answer for every other one.
    if (request.headers['service-worker'] !== undefined) return reply.status(403).send()
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    request.log.info({ request: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'content')
  })
  app.setNotFoundHandler((_request, reply) => reply.status(404).send())
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/runtime/:name/:version/*', (request, reply) => sendRuntime(portal, request, reply))
  app.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/c/:capability/*',
    handler: (request, reply) => answerContent(portal, request, reply),
  })
  return app
}

async function answerContent(portal: Portal, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { capability: word = '', '*': path = '' } = request.params as Record<string, string>
  const capability = readCapability(portal.config.secret, word)
  const answer = capability && contentKind(capability.kind)
  if (!capability || !answer || path.includes('\0') || path.split(/[/\\]/).includes('..')) return reply.status(404).send()
  reply
    .header('content-security-policy', foreignPolicy(capability.portal))
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'no-store')
  await answer(portal, {
    capability,
    path,
    method: request.method,
    body: Buffer.isBuffer(request.body) ? request.body : null,
    request,
    reply,
  })
  return reply
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  const status = (error as { status?: number; statusCode?: number }).status ?? (error as { statusCode?: number }).statusCode ?? 500
  if (status >= 500) request.log.error({ err: error, request: request.id }, 'content')
  return reply.status(status).send()
}
