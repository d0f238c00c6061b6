import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Config } from './config.ts'
import { OperatorError } from './operator-error.ts'

/** Setting → flag and variable, and what is expected, told when it is wrong. */
const settings = {
  port: { flag: '--port', variable: 'PORT', expected: 'a number from 0 to 65535', schema: z.coerce.number().int().min(0).max(65535).default(3000) },
  host: { flag: '--host', variable: 'HOST', expected: 'an address to listen on, e.g. 127.0.0.1', schema: z.string().min(1).default('0.0.0.0') },
  dataDirectory: { flag: '--data', variable: 'PORTAL_DATA', expected: 'a folder that this user may write', schema: z.string().min(1).default('.data') },
  databaseUrl: { flag: '--database-url', variable: 'DATABASE_URL', expected: 'an address such as postgres://user:password@host:5432/name', schema: z.url({ protocol: /^postgres(ql)?$/ }).optional() },
  databasePoolSize: { flag: '--pool', variable: 'DATABASE_POOL', expected: 'a number from 2 to 100', schema: z.coerce.number().int().min(2).max(100).default(10) },
  publicUrl: { flag: '--public-url', variable: 'PUBLIC_URL', expected: 'the address people type, e.g. https://portal.example.kg', schema: z.url({ protocol: /^https?$/ }).optional() },
  trustProxy: { flag: '--trust-proxy', variable: 'TRUST_PROXY', expected: 'true or false', schema: z.stringbool().default(false) },
  secret: { flag: '', variable: 'PORTAL_SECRET', expected: 'at least 32 characters', schema: z.string().min(32).optional() },
  smtpUrl: { flag: '', variable: 'SMTP_URL', expected: 'an address such as smtps://user:password@host:465', schema: z.url({ protocol: /^smtps?$/ }).optional() },
  mailFrom: { flag: '', variable: 'MAIL_FROM', expected: 'the sender’s address', schema: z.string().min(3).optional() },
  s3Endpoint: { flag: '', variable: 'S3_ENDPOINT', expected: 'an http(s) address', schema: z.url({ protocol: /^https?$/ }).optional() },
  s3Bucket: { flag: '', variable: 'S3_BUCKET', expected: 'a bucket’s name', schema: z.string().min(1).optional() },
  s3Region: { flag: '', variable: 'S3_REGION', expected: 'a region’s name', schema: z.string().min(1).default('us-east-1') },
  s3AccessKey: { flag: '', variable: 'S3_ACCESS_KEY', expected: 'a key', schema: z.string().min(1).optional() },
  s3SecretKey: { flag: '', variable: 'S3_SECRET_KEY', expected: 'a key', schema: z.string().min(1).optional() },
  oidcIssuer: { flag: '', variable: 'OIDC_ISSUER', expected: 'the provider’s http(s) address', schema: z.url({ protocol: /^https?$/ }).optional() },
  oidcClientId: { flag: '', variable: 'OIDC_CLIENT_ID', expected: 'the client’s id', schema: z.string().min(1).optional() },
  oidcClientSecret: { flag: '', variable: 'OIDC_CLIENT_SECRET', expected: 'the client’s secret', schema: z.string().min(1).optional() },
  oidcPreset: { flag: '', variable: 'OIDC_PRESET', expected: 'esi, or nothing', schema: z.literal('esi').optional() },
  logLevel: { flag: '--log', variable: 'LOG_LEVEL', expected: 'trace, debug, info, warn, error or silent', schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn') },
  role: { flag: '--role', variable: 'PORTAL_ROLE', expected: 'web, worker or both', schema: z.enum(['web', 'worker', 'both']).default('both') },
  timeZone: { flag: '', variable: 'TIME_ZONE', expected: 'a time zone’s name, e.g. Asia/Bishkek', schema: z.string().refine(isTimeZone).default('Asia/Bishkek') },
  production: { flag: '--production', variable: 'PORTAL_PRODUCTION', expected: 'true or false', schema: z.stringbool().default(false) },
} as const

type Name = keyof typeof settings

/**
 * Reads and checks the configuration.
 * @param args command-line arguments (`--flag value` or `--flag=value`); unknown ones belong to the command and are left alone
 * @throws OperatorError (exit code 78) that names every wrong setting at once, with its flag and variable
 */
export function readConfig(args: string[], env: Record<string, string | undefined>): Config {
  const faults: string[] = []
  const values: Partial<Record<Name, unknown>> = {}
  for (const name of Object.keys(settings) as Name[]) {
    const setting = settings[name]
    const given = flagOf(args, setting.flag) ?? (env[setting.variable] || undefined)
    const parsed = setting.schema.safeParse(given)
    if (parsed.success) values[name] = parsed.data
    else faults.push(`  ${[setting.flag, setting.variable].filter(Boolean).join(' / ')}: expected ${setting.expected}${/SECRET|URL|KEY/.test(setting.variable) ? '' : `, got "${given}"`}`)
  }
  const read = values as { [K in Name]: z.output<(typeof settings)[K]['schema']> }
  together(faults, 'SMTP_URL, MAIL_FROM', [read.smtpUrl, read.mailFrom])
  together(faults, 'S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY', [read.s3Endpoint, read.s3Bucket, read.s3AccessKey, read.s3SecretKey])
  together(faults, 'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET', [read.oidcIssuer, read.oidcClientId, read.oidcClientSecret])
  if (faults.length > 0) throw new OperatorError(`The configuration is not right:\n${faults.join('\n')}`, 78)
  const dataDirectory = resolve(read.dataDirectory)
  return {
    port: read.port,
    host: read.host,
    dataDirectory,
    databaseUrl: read.databaseUrl,
    databasePoolSize: read.databasePoolSize,
    publicUrl: read.publicUrl?.replace(/\/$/, ''),
    trustProxy: read.trustProxy,
    secret: read.secret ?? secretOf(dataDirectory),
    smtp: read.smtpUrl && read.mailFrom ? { url: read.smtpUrl, from: read.mailFrom } : undefined,
    s3: read.s3Endpoint && read.s3Bucket && read.s3AccessKey && read.s3SecretKey ? { endpoint: read.s3Endpoint, bucket: read.s3Bucket, region: read.s3Region, accessKey: read.s3AccessKey, secretKey: read.s3SecretKey } : undefined,
    oidc: read.oidcIssuer && read.oidcClientId && read.oidcClientSecret ? { issuer: read.oidcIssuer, clientId: read.oidcClientId, clientSecret: read.oidcClientSecret, preset: read.oidcPreset } : undefined,
    logLevel: read.logLevel,
    role: read.role,
    timeZone: read.timeZone,
    production: read.production || env.NODE_ENV === 'production',
  }
}

function flagOf(args: string[], flag: string): string | undefined {
  if (!flag) return undefined
  for (const [index, word] of args.entries()) {
    if (word.startsWith(`${flag}=`)) return word.slice(flag.length + 1)
    if (word !== flag) continue
    const next = args[index + 1]
    return next === undefined || next.startsWith('--') ? 'true' : next
  }
  return undefined
}

function together(faults: string[], names: string, values: unknown[]): void {
  const given = values.filter((value) => value !== undefined).length
  if (given > 0 && given < values.length) faults.push(`  ${names}: all of them are needed together`)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The installation's own key, made at the first start and readable by its user alone. */
function secretOf(dataDirectory: string): string {
  const path = join(dataDirectory, 'secret')
  try {
    mkdirSync(dataDirectory, { recursive: true })
    if (!existsSync(path)) writeFileSync(path, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new OperatorError(`The data directory ${dataDirectory} cannot be written by this user (--data / PORTAL_DATA): ${(error as Error).message}`, 73)
  }
}
