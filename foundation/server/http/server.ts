import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Portal } from '../context.ts'
import type { PermissionTable } from '../permissions/define.ts'
import { newId } from '../database/ids.ts'
import { mountRoute } from './mount-route.ts'
import { problem } from './problem.ts'
import type { AnyRoute } from './route.ts'
import { answerProblem } from './answer-problem.ts'
import { completeDescription } from './describe-api.ts'
import { secureHeaders } from './secure-headers.ts'
import { observe } from '../observe/observe.ts'
import type { Identify } from './identify.ts'

export interface ServerParts {
  routes: AnyRoute[]
  permissions: PermissionTable
  identify: Identify
  /** Answers addresses that no route has (the web application's pages); default: 404. */
  elsewhere?: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

/**
 * Builds the HTTP server: every route with its permission, validation, limits and description.
 * @throws when a route states no permission or one that the table does not know
 */
export async function buildServer(portal: Portal, parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: portal.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    trustProxy: portal.config.trustProxy as boolean | string[],
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 500 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply))
  app.setNotFoundHandler(async (request, reply) => {
    if (parts.elsewhere) return parts.elsewhere(request, reply)
    throw problem('foundation.not-found', { status: 404 })
  })
  app.decorateRequest('identity', null)
  // Parts of resumable uploads (tus) are read by their own handler, as they come.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: 2_147_483_648, files: 20 } })
  await app.register(rateLimit, { global: false })
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } })
  observe(app, portal)
  await secureHeaders(app, portal)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Univer Plus', description: 'The API of the portal: the web application uses nothing else.', version: '1' },
      servers: [{ url: portal.config.publicUrl ?? '/' }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'portal.session_token' } } },
    },
    transform: createJsonSchemaTransform({ skipList: [] }),
    transformObject: (given) => completeDescription('openapiObject' in given ? given.openapiObject : given.swaggerObject),
  })
  checkPermissions(parts.routes, parts.permissions)
  await app.register(async (scope) => {
    for (const route of parts.routes) mountRoute(scope, portal, parts, route)
  })
  return app
}

/** Every route names a permission that exists: the table is whole, or the portal does not start. */
export function checkPermissions(routes: AnyRoute[], permissions: PermissionTable): void {
  const faults: string[] = []
  const seen = new Set<string>()
  for (const route of routes) {
    const name = `${route.method} ${route.path}`
    if (seen.has(name)) faults.push(`${name} is declared twice`)
    seen.add(name)
    if (!route.may) faults.push(`${name} states no permission`)
    else if (route.may !== 'public' && route.may !== 'signed-in' && !permissions[route.may])
      faults.push(`${name}: the permission table knows no ${route.may}`)
  }
  if (faults.length > 0) throw new Error(`routes without a valid permission:\n${faults.join('\n')}`)
}
