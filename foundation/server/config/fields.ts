import { z } from 'zod'

/** One setting: how an operator names it, and what is accepted. The text after "expected" is told on error. */
export interface Field<T = unknown> {
  /** Environment variable. */
  variable: string
  /** Command line flag, for the settings that have one. A flag wins over the variable. */
  flag?: string
  /** What is expected, in words: `a number from 0 to 65535`. */
  expected: string
  /** Shown by `--help`. */
  meaning: string
  schema: z.ZodType<T>
}

const yesWords = ['1', 'true', 'yes', 'on']
const noWords = ['0', 'false', 'no', 'off']

const yesOrNo = z
  .string()
  .transform((text) => text.toLowerCase())
  .refine((text) => [...yesWords, ...noWords].includes(text))
  .transform((text) => yesWords.includes(text))

const wholeNumber = (low: number, high: number): z.ZodType<number> => z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(low).max(high))

const address = (...protocols: string[]): z.ZodType<string> =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))

const trustedProxies = z.string().transform((text, issues): boolean | number | string[] => {
  const word = text.toLowerCase()
  if (word === 'true' || word === 'yes') return true
  if (word === 'false' || word === 'no' || word === '0') return false
  if (/^\d+$/.test(word)) return Number(word)
  const list = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  if (list.length === 0 || !list.every((part) => /^[0-9a-f.:]+(\/\d+)?$|^loopback$|^uniquelocal$|^linklocal$/i.test(part))) {
    issues.addIssue({ code: 'custom', message: 'not a list of addresses' })
    return z.NEVER
  }
  return list
})

const timeZone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
})

const field = <T>(definition: Field<T>): Field<T> => definition

/** Every setting of the portal, in the order of the manual. */
export const fields = {
  port: field({
    variable: 'PORT',
    flag: 'port',
    expected: 'a number from 0 to 65535',
    meaning: 'port to serve on (3000; 0: any free one)',
    schema: wholeNumber(0, 65535),
  }),
  host: field({
    variable: 'HOST',
    flag: 'host',
    expected: 'an address or host name',
    meaning: 'address to listen on (0.0.0.0)',
    schema: z.string().regex(/^[\w.:-]+$/),
  }),
  dataDirectory: field({
    variable: 'PORTAL_DATA',
    flag: 'data',
    expected: 'a directory',
    meaning: 'where files and the embedded database lie (.data)',
    schema: z.string().trim().min(1),
  }),
  databaseUrl: field({
    variable: 'DATABASE_URL',
    flag: 'database-url',
    expected: 'an address postgres://user:password@host:port/database',
    meaning: 'PostgreSQL 15 or later, instead of the embedded one',
    schema: address('postgres:', 'postgresql:'),
  }),
  databasePool: field({
    variable: 'DATABASE_POOL',
    flag: 'database-pool',
    expected: 'a number from 2 to 200',
    meaning: 'database connections for each of the two pools (10)',
    schema: wholeNumber(2, 200),
  }),
  publicUrl: field({
    variable: 'PUBLIC_URL',
    flag: 'public-url',
    expected: 'an address https://portal.example.kg',
    meaning: 'address under which readers see the portal',
    schema: address('http:', 'https:').transform((text) => text.replace(/\/+$/, '')),
  }),
  contentPort: field({
    variable: 'CONTENT_PORT',
    flag: 'content-port',
    expected: 'a number from 0 to 65535',
    meaning: 'port for packages and programs, kept apart from the portal (PORT + 1)',
    schema: wholeNumber(0, 65535),
  }),
  contentUrl: field({
    variable: 'CONTENT_URL',
    flag: 'content-url',
    expected: 'an address https://content.example.kg',
    meaning: 'address under which readers reach that port; a host name of its own',
    schema: address('http:', 'https:').transform((text) => text.replace(/\/+$/, '')),
  }),
  trustProxy: field({
    variable: 'TRUST_PROXY',
    flag: 'trust-proxy',
    expected: 'yes, no, a number of proxies, or addresses separated by commas',
    meaning: 'proxies whose X-Forwarded-* headers are believed (no)',
    schema: trustedProxies,
  }),
  role: field({
    variable: 'PORTAL_ROLE',
    flag: 'role',
    expected: 'web, worker or both',
    meaning: 'what this process does (both)',
    schema: z.enum(['web', 'worker', 'both']),
  }),
  production: field({
    variable: 'PORTAL_PRODUCTION',
    flag: 'production',
    expected: 'yes or no',
    meaning: 'a real university: no demonstration is made (yes when NODE_ENV=production)',
    schema: yesOrNo,
  }),
  timeZone: field({
    variable: 'PORTAL_TIME_ZONE',
    flag: 'time-zone',
    expected: 'a time zone such as Asia/Bishkek',
    meaning: 'time zone on screen (Asia/Bishkek)',
    schema: timeZone,
  }),
  logLevel: field({
    variable: 'LOG_LEVEL',
    flag: 'log-level',
    expected: 'trace, debug, info, warn, error, fatal or silent',
    meaning: 'least level that is logged (warn; info with --production)',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  }),
  secret: field({
    variable: 'PORTAL_SECRET',
    expected: 'at least 32 characters',
    meaning: 'secret that signs sessions; without it one is kept in the data directory',
    schema: z.string().min(32),
  }),
  smtpUrl: field({
    variable: 'SMTP_URL',
    expected: 'an address smtp://user:password@host:587 or smtps://…',
    meaning: 'mail server',
    schema: address('smtp:', 'smtps:'),
  }),
  mailFrom: field({
    variable: 'MAIL_FROM',
    expected: 'a sender such as "Portal <portal@example.kg>"',
    meaning: 'sender of mail',
    schema: z.string().regex(/^[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/),
  }),
  s3Endpoint: field({
    variable: 'S3_ENDPOINT',
    expected: 'an address https://…',
    meaning: 'S3 storage for files, instead of the disk',
    schema: address('http:', 'https:'),
  }),
  s3Bucket: field({ variable: 'S3_BUCKET', expected: 'a bucket name', meaning: 'its bucket', schema: z.string().regex(/^[\w.-]{3,63}$/) }),
  s3Region: field({ variable: 'S3_REGION', expected: 'a region name', meaning: 'its region (us-east-1)', schema: z.string().min(1) }),
  s3AccessKey: field({ variable: 'S3_ACCESS_KEY', expected: 'the key', meaning: 'its access key', schema: z.string().min(1) }),
  s3SecretKey: field({ variable: 'S3_SECRET_KEY', expected: 'the secret', meaning: 'its secret key', schema: z.string().min(1) }),
  scannerAddress: field({
    variable: 'CLAMD',
    expected: 'unix:/path/of/the/socket or tcp://host:port',
    meaning: 'clamd, which looks at every file that comes in; without it files are not scanned',
    schema: z.string().regex(/^(unix:\/.+|tcp:\/\/[\w.[\]:-]+)$/),
  }),
  oidcIssuer: field({
    variable: 'OIDC_ISSUER',
    expected: 'an address https://…',
    meaning: 'OpenID provider for sign-in',
    schema: address('http:', 'https:'),
  }),
  oidcClientId: field({
    variable: 'OIDC_CLIENT_ID',
    expected: 'the client id',
    meaning: 'client id given by the provider',
    schema: z.string().min(1),
  }),
  oidcClientSecret: field({
    variable: 'OIDC_CLIENT_SECRET',
    expected: 'the client secret',
    meaning: 'client secret given by the provider',
    schema: z.string().min(1),
  }),
  oidcName: field({
    variable: 'OIDC_NAME',
    expected: 'a name of up to 60 characters',
    meaning: 'name on the sign-in button',
    schema: z.string().min(1).max(60),
  }),
  oidcPreset: field({
    variable: 'OIDC_PRESET',
    expected: 'esi',
    meaning: 'settings of a known provider: esi is the national one',
    schema: z.enum(['esi']),
  }),
} satisfies Record<string, Field>

export type FieldName = keyof typeof fields
export type FieldValues = { [name in FieldName]?: z.output<(typeof fields)[name]['schema']> }
