import { resolve } from 'node:path'

import { fields, type Field, type FieldName, type FieldValues } from './fields.ts'
import { OperatorError } from './operator-error.ts'
import { openSecret } from './secret.ts'

/** An OpenID Connect provider that people may sign in with. */
export interface OidcProvider {
  /** Stable id in addresses and in the accounts table. */
  id: string
  name: string | null
  preset: 'esi' | null
  issuer: string
  clientId: string
  clientSecret: string
}

/** All settings of the portal, checked. */
export interface Config {
  port: number
  host: string
  /** Absolute. */
  dataDirectory: string
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** Connections for each pool. */
  databasePool: number
  /** Address that readers see, without a slash at its end; null: as the request says. */
  publicUrl: string | null
  /** Port of the content origin (foundation/server/content-origin). */
  contentPort: number
  /** Address of the content origin for readers, without a slash at its end; null: the portal's host with `contentPort`. */
  contentUrl: string | null
  trustProxy: boolean | number | string[]
  role: 'web' | 'worker' | 'both'
  /** A real university: the demonstration is never made by itself. */
  production: boolean
  timeZone: string
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  /** Signs sessions and links. Read when asked for the first time: kept in the data directory unless given. */
  readonly secret: string
  smtp: { url: string; from: string } | null
  s3: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string } | null
  /** clamd's address; null: what comes in is not scanned. */
  scanner: string | null
  oidc: OidcProvider | null
}

/** Exit code for a wrong configuration (sysexits EX_CONFIG). */
const EX_CONFIG = 78

/**
 * Reads the settings from the command line and the environment (a flag wins over its variable).
 * @param argv flags only, such as `['--port', '4000', '--data=/srv/portal']`; take them with `takeSettings`
 * @throws OperatorError (78) that tells ALL errors at once
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): Config {
  const { own, rest } = takeSettings(argv)
  const problems: string[] = rest.map((word) => `${word}: there is no such flag (see --help)`)
  const given = collect(own, env, problems)
  problems.push(...missingPartners(given), ...mixedOrigins(given))
  if (problems.length > 0) {
    throw new OperatorError(`The configuration is wrong:\n${problems.map((line) => `  - ${line}`).join('\n')}`, EX_CONFIG)
  }
  return assemble(given, env)
}

/**
 * Parts the words of a command line into the portal's own settings and the rest (file names, flags of a command).
 * `--` ends the settings.
 */
export function takeSettings(argv: readonly string[]): { own: string[]; rest: string[] } {
  const own: string[] = []
  const rest: string[] = []
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? ''
    if (word === '--') return { own, rest: [...rest, ...argv.slice(at + 1)] }
    const flag = /^--([a-z][a-z0-9-]*)(=|$)/s.exec(word)
    const definition = flag && Object.values<Field>(fields).find((candidate) => candidate.flag === flag[1])
    if (!definition) rest.push(word)
    else if (flag[2] === '=') own.push(word)
    else {
      const next = argv[at + 1]
      // `--production` alone means yes; every other flag needs its value.
      if (next === undefined || next.startsWith('--')) own.push(`${word}=${flag[1] === 'production' ? 'yes' : ''}`)
      else if (flag[1] === 'production' && !/^(yes|no|true|false|on|off|1|0)$/i.test(next)) own.push(`${word}=yes`)
      else {
        own.push(`${word}=${next}`)
        at += 1
      }
    }
  }
  return { own, rest }
}

/** One line for each setting: flag, variable, meaning. For `--help`. */
export function describeSettings(): string {
  return Object.values<Field>(fields)
    .map(({ flag, variable, meaning }) => `  ${(flag ? `--${flag}` : '').padEnd(16)} ${variable.padEnd(20)} ${meaning}`)
    .join('\n')
}

function collect(own: readonly string[], env: NodeJS.ProcessEnv, problems: string[]): FieldValues {
  const flags = new Map<string, string>()
  for (const word of own) {
    const equals = word.indexOf('=')
    flags.set(word.slice(2, equals), word.slice(equals + 1))
  }
  const given: Partial<Record<FieldName, unknown>> = {}
  for (const [name, definition] of Object.entries<Field>(fields)) {
    const fromFlag = definition.flag === undefined ? undefined : flags.get(definition.flag)
    const text = fromFlag ?? env[definition.variable]
    // An empty variable is an unset one (as in compose files); an empty flag is a mistake.
    if (text === undefined || (text === '' && fromFlag === undefined)) continue
    const parsed = definition.schema.safeParse(text)
    if (parsed.success) given[name as FieldName] = parsed.data
    else problems.push(`${namesOf(definition)}: expected ${definition.expected}, not ${quote(definition, text)}`)
  }
  // Each value came out of the schema of its own field.
  return given as FieldValues
}

function missingPartners(given: FieldValues): string[] {
  const groups: { lead: FieldName; needs: FieldName[] }[] = [
    { lead: 'smtpUrl', needs: ['mailFrom'] },
    { lead: 's3Endpoint', needs: ['s3Bucket', 's3AccessKey', 's3SecretKey'] },
    { lead: 's3Bucket', needs: ['s3Endpoint'] },
    { lead: 'oidcIssuer', needs: ['oidcClientId', 'oidcClientSecret'] },
    { lead: 'oidcClientId', needs: ['oidcIssuer'] },
    { lead: 'oidcPreset', needs: ['oidcIssuer'] },
  ]
  return groups.flatMap(({ lead, needs }) =>
    given[lead] === undefined
      ? []
      : needs
          .filter((name) => given[name] === undefined)
          .map((name) => `${namesOf(fields[name])}: missing (expected ${fields[name].expected}), because ${fields[lead].variable} is given`),
  )
}

/** Foreign content must not run where the portal is. */
function mixedOrigins(given: FieldValues): string[] {
  const port = given.port ?? 3000
  const same = port !== 0 && given.contentPort === port
  const { publicUrl, contentUrl } = given
  const one = publicUrl !== undefined && contentUrl !== undefined && new URL(publicUrl).origin === new URL(contentUrl).origin
  return [
    ...(same ? [`${namesOf(fields.contentPort)}: expected another port than the portal's (${port})`] : []),
    ...(one ? [`${namesOf(fields.contentUrl)}: expected another host name than PUBLIC_URL has`] : []),
  ]
}

/** The port beside the portal's; below it where there is none above. */
function portBeside(port: number): number {
  if (port === 0) return 0
  return port < 65_535 ? port + 1 : port - 1
}

function assemble(given: FieldValues, env: NodeJS.ProcessEnv): Config {
  const dataDirectory = resolve(given.dataDirectory ?? '.data')
  const production = given.production ?? env.NODE_ENV === 'production'
  let secret: string | null = given.secret ?? null
  return {
    port: given.port ?? 3000,
    host: given.host ?? '0.0.0.0',
    dataDirectory,
    databaseUrl: given.databaseUrl ?? null,
    databasePool: given.databasePool ?? 10,
    publicUrl: given.publicUrl ?? null,
    contentPort: given.contentPort ?? portBeside(given.port ?? 3000),
    contentUrl: given.contentUrl ?? null,
    trustProxy: given.trustProxy ?? false,
    role: given.role ?? 'both',
    production,
    timeZone: given.timeZone ?? 'Asia/Bishkek',
    // Somebody who tries the portal reads its console; a university's log collector wants every request.
    logLevel: given.logLevel ?? (production ? 'info' : 'warn'),
    get secret(): string {
      secret ??= openSecret(dataDirectory)
      return secret
    },
    scanner: given.scannerAddress ?? null,
    smtp: given.smtpUrl && given.mailFrom ? { url: given.smtpUrl, from: given.mailFrom } : null,
    s3:
      given.s3Endpoint && given.s3Bucket && given.s3AccessKey && given.s3SecretKey
        ? {
            endpoint: given.s3Endpoint,
            bucket: given.s3Bucket,
            region: given.s3Region ?? 'us-east-1',
            accessKey: given.s3AccessKey,
            secretKey: given.s3SecretKey,
          }
        : null,
    oidc:
      given.oidcIssuer && given.oidcClientId && given.oidcClientSecret
        ? {
            id: given.oidcPreset ?? 'oidc',
            name: given.oidcName ?? null,
            preset: given.oidcPreset ?? null,
            issuer: given.oidcIssuer,
            clientId: given.oidcClientId,
            clientSecret: given.oidcClientSecret,
          }
        : null,
  }
}

function namesOf(definition: Field): string {
  return definition.flag ? `--${definition.flag} / ${definition.variable}` : definition.variable
}

/** Shows what was given, but never a secret: addresses may hold passwords. */
function quote(definition: Field, text: string): string {
  if (text === '') return 'nothing'
  if (/SECRET|KEY|URL/.test(definition.variable)) return 'what was given'
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`
}
