import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { readLocale } from './locale.ts'
import { Problem, problem } from './problem.ts'

/** Every error leaves as problem+json in the reader's language; what is ours to mend is logged and says nothing of its inside. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = recognise(error)
  if (known.options.status >= 500) request.log.error({ err: error, request: request.id, route: request.routeOptions.url }, 'request failed')
  const locale = readLocale(request.headers['accept-language'], request.identity?.actor.locale)
  return reply
    .status(known.options.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(known.present(locale, `urn:uuid:${request.id}`))
}

function recognise(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    return problem('foundation.invalid-input', {
      status: 400,
      fields: error.validation.map((issue) => ({
        path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
        key: fieldKey(issue),
        params: issue.params,
      })),
    })
  }
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE') return problem('foundation.too-large', { status: 413 })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return problem('foundation.bad-request', { status: statusCode })
  return problem('foundation.internal', { status: 500 })
}

/** Zod issues in our words (Zod has no Kyrgyz): the kinds a person can cause by typing, or by leaving out. */
function fieldKey(issue: { keyword: string; message?: string | undefined; params: unknown }): string {
  const { origin, format } = issue.params as { origin?: string; format?: string }
  if (issue.keyword === 'too_small') return origin === 'string' ? 'too-short' : 'too-small'
  if (issue.keyword === 'too_big') return origin === 'string' ? 'too-long' : 'too-big'
  if (issue.keyword === 'invalid_format') return format === 'email' ? 'not-an-email' : 'wrong-format'
  // the type of what is absent is the only one that the message tells
  if (issue.keyword === 'invalid_type' && issue.message?.endsWith('received undefined')) return 'needed'
  return 'not-valid'
}
