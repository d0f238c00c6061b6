import { locales, type Localized } from '../../i18n/localized.ts'
import { problemTitles } from '../i18n/texts.ts'
import type { PermissionTable } from '../permissions/define.ts'
import { limits, type AnyRoute } from './route.ts'

/** The parts of an OpenAPI description that are completed here. */
interface Operation {
  tags?: string[]
  parameters?: unknown[]
  requestBody?: unknown
  security?: unknown[]
  responses: Record<string, unknown>
  'x-upload'?: boolean
}
interface Description {
  paths: Record<string, Record<string, Operation>>
  components: { responses?: Record<string, unknown>; schemas?: Record<string, unknown> }
  tags?: { name: string }[]
  'x-problems'?: { type: string; domain: string; title: Localized }[]
}

/**
 * What a route's description carries beside OpenAPI's own words: `x-ability` (the ability asked for, `public` or
 * `signed-in`), `x-roles` (role → how far it reaches), `x-clauses`, `x-limit` (requests a minute).
 */
export function extensionsOf(route: AnyRoute, permissions: PermissionTable): Record<string, unknown> {
  const roles = Object.entries(permissions[route.may] ?? {}).map(([role, scope]) => [role, [scope].flat()])
  return {
    'x-ability': route.may,
    ...(roles.length > 0 ? { 'x-roles': Object.fromEntries(roles) } : {}),
    ...(route.clauses?.length ? { 'x-clauses': route.clauses } : {}),
    'x-limit': limits[route.limit ?? (route.method === 'GET' ? 'read' : 'write')],
    ...(route.upload ? { 'x-upload': true } : {}),
  }
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457. `type` is stable; texts are in the language of Accept-Language.',
  properties: {
    type: { type: 'string', format: 'uri', description: 'urn:univer-plus:problem:<domain>.<key>, see x-problems' },
    title: { type: 'string' },
    detail: { type: 'string' },
    status: { type: 'integer' },
    instance: { type: 'string', format: 'uri' },
    clause: { type: 'string', description: 'The clause of the regulation that refuses' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
        additionalProperties: false,
      },
    },
  },
  required: ['type', 'title', 'status', 'instance'],
  additionalProperties: true,
}

const refusals = {
  InvalidInput: 'Something in the request is missing or wrong; `fields` tells what',
  NotSignedIn: 'Nobody is signed in',
  NotAllowed: 'The person may not do this, or not to this',
  NotFound: 'There is no such thing, or not for this person',
  TooMany: 'Too many requests in a minute',
  Refused: 'Refused; `type` tells why',
}

/** Completes the description that was gathered from the routes: refusals, uploads, domains, the list of problem types. */
export function completeDescription<Given>(given: Given): Given {
  const described = given as unknown as Description
  for (const operation of Object.values(described.paths).flatMap((path) => Object.values(path))) {
    if (operation['x-upload']) {
      operation.requestBody = { required: true, content: { 'multipart/form-data': { schema: uploadSchema } } }
      delete operation['x-upload']
    }
    for (const [status, answer] of Object.entries(operation.responses))
      if (isObject(answer) && answer['description'] === 'Default Response')
        answer['description'] = status === '204' ? 'Done; there is nothing to tell' : 'Done'
    Object.assign(operation.responses, refusalsOf(operation))
  }
  described.components.schemas = { ...described.components.schemas, Problem: problemSchema }
  described.components.responses = Object.fromEntries(
    Object.entries(refusals).map(([name, description]) => [
      name,
      { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  )
  const domains = new Set(Object.values(described.paths).flatMap((path) => Object.values(path).flatMap((operation) => operation.tags ?? [])))
  described.tags = [...domains].map((name) => ({ name }))
  described['x-problems'] = listProblems()
  return given
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null
}

const uploadSchema = {
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' } },
  additionalProperties: true,
}

function refusalsOf(operation: Operation): Record<string, unknown> {
  const refers = (name: keyof typeof refusals) => ({ $ref: `#/components/responses/${name}` })
  const takesInput = operation.requestBody !== undefined || (operation.parameters?.length ?? 0) > 0
  return {
    ...(takesInput ? { 400: refers('InvalidInput') } : {}),
    ...(operation.security ? { 401: refers('NotSignedIn'), 403: refers('NotAllowed') } : {}),
    ...(operation.parameters?.some((one) => (one as { in?: string }).in === 'path') ? { 404: refers('NotFound') } : {}),
    429: refers('TooMany'),
    default: refers('Refused'),
  }
}

function listProblems(): NonNullable<Description['x-problems']> {
  const found = new Map<string, { type: string; domain: string; title: Localized }>()
  for (const locale of locales) {
    for (const { domain, key, title } of problemTitles(locale)) {
      const type = `urn:univer-plus:problem:${domain}.${key}`
      const one = found.get(type) ?? { type, domain, title: {} }
      one.title = { ...one.title, [locale]: title }
      found.set(type, one)
    }
  }
  return [...found.values()]
}
