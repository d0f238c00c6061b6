/** Everything an operator can set. Flags win over the environment. */
export interface Config {
  port: number
  host: string
  /** Absolute path of the data directory. */
  dataDirectory: string
  /** External PostgreSQL; undefined → the embedded one. */
  databaseUrl: string | undefined
  databasePoolSize: number
  publicUrl: string | undefined
  trustProxy: boolean
  /** Key for cookies and tokens: PORTAL_SECRET, else a file of the data directory. */
  secret: string
  smtp: { url: string; from: string } | undefined
  s3: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string } | undefined
  oidc: { issuer: string; clientId: string; clientSecret: string; preset: 'esi' | undefined } | undefined
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
  role: 'web' | 'worker' | 'both'
  timeZone: string
  production: boolean
}
