import { resolve, withoutNull, type Description, type Entry, type Schema } from './description.ts'

const strings: Record<string, string> = {
  uuid: '0192f0c1-7a5e-7c3b-9d10-3f2a4b5c6d7e',
  date: '2026-09-01',
  'date-time': '2026-09-01T08:00:00.000Z',
  email: 'asanov@example.org',
  uri: 'https://example.org',
  time: '08:00',
}

/** An example value of a schema: what is needed is filled, what may be left out is left out. */
export function exampleOf(given: Schema, description: Description, depth = 0): unknown {
  const { schema } = withoutNull(resolve(given, description))
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = (schema.anyOf ?? schema.oneOf)?.[0]
  if (choice) return exampleOf(choice, description, depth)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'string') return strings[schema.format ?? ''] ?? 'text'.padEnd(schema.minLength ?? 0, '-')
  if (type === 'number' || type === 'integer') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  if (type === 'array') return depth < 4 && schema.items ? [exampleOf(schema.items, description, depth + 1)] : []
  if (depth >= 4) return {}
  const fields = Object.entries(schema.properties ?? {})
  const needed = fields.filter(([name]) => schema.required?.includes(name))
  return Object.fromEntries(
    (needed.length > 0 ? needed : fields.slice(0, 2)).map(([name, value]) => [name, exampleOf(value, description, depth + 1)]),
  )
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/**
 * A call of the operation for the command line, as it is sent by whoever is signed in.
 * @param origin the portal's address
 */
export function curlOf({ method, path, operation }: Entry, description: Description, origin: string): string {
  const query = (operation.parameters ?? [])
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema ?? {}, description)))}`)
  const address = `${origin}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(address)}`]
  if (operation['x-ability'] !== 'public') lines.push(`-b ${quoted('portal.session_token=…')}`)
  if (method !== 'GET') lines.push(`-H ${quoted('x-portal-csrf: 1')}`)
  const content = operation.requestBody?.content ?? {}
  const json = content['application/json']?.schema
  if (json) lines.push(`-H ${quoted('content-type: application/json')}`, `-d ${quoted(JSON.stringify(exampleOf(json, description)))}`)
  else if (content['multipart/form-data']) lines.push(`-F ${quoted('file=@file.pdf')}`)
  return lines.join(' \\\n  ')
}
