import type { Localized } from '../../i18n/localized.ts'

/** The parts of JSON Schema that the portal's contracts use. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: boolean | Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header' | 'cookie'
  required?: boolean
  schema?: Schema
}

/** An operation of `/api/openapi.json`, with the portal's own words (foundation/server/http/describe-api.ts). */
export interface Operation {
  operationId: string
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: Record<string, { $ref?: string; content?: Record<string, { schema?: Schema }> }>
  'x-ability'?: string
  'x-roles'?: Record<string, string[]>
  'x-clauses'?: string[]
  'x-limit'?: number
}

export interface Description {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
  'x-problems'?: { type: string; domain: string; title: Localized }[]
}

/** One line of the page. */
export interface Entry {
  key: string
  method: string
  path: string
  operation: Operation
}

/** The operations by domain, in the order in which the server names them; only those in which every word stands. */
export function groupsOf(description: Description, words: string): { domain: string; entries: Entry[] }[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, Entry[]>()
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const domain = operation.tags?.[0] ?? 'portal'
      const text = [method, path, operation.summary, operation['x-ability'], domain, ...(operation['x-clauses'] ?? [])].join(' ').toLowerCase()
      if (!wanted.every((word) => text.includes(word))) continue
      groups.set(domain, [...(groups.get(domain) ?? []), { key: operation.operationId, method: method.toUpperCase(), path, operation }])
    }
  }
  return [...groups].map(([domain, entries]) => ({ domain, entries }))
}

/** Follows a reference into the components. */
export function resolve(schema: Schema, description: Description): Schema {
  if (!schema.$ref) return schema
  return description.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}
}

/** A schema without its «or null», and whether it had one. */
export function withoutNull(schema: Schema): { schema: Schema; nullable: boolean } {
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== 'null')
    return { schema: { ...schema, type: types.length === 1 ? (types[0] ?? '') : types }, nullable: types.length < schema.type.length }
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (!choices) return { schema, nullable: schema.type === 'null' }
  const real = choices.filter(({ type }) => type !== 'null')
  const { anyOf: _any, oneOf: _one, ...rest } = schema
  const inner = real.length === 1 ? { ...rest, ...real[0] } : { ...rest, anyOf: real }
  return { schema: inner, nullable: real.length < choices.length }
}
