import pg from 'pg'

import { errorCode, OperatorError } from '../config/index.ts'

/** The oldest PostgreSQL that the portal works with. */
export const OLDEST_VERSION = 15

/**
 * Turns an error of the database driver at the start into words for the operator. The password in the address is
 * never shown.
 */
export function connectProblem(error: unknown, url: string): OperatorError {
  const { where, host, user, database } = readAddress(url)
  const code = reasonCode(error)
  const said = error instanceof Error ? error.message : String(error)
  const reasons: Record<string, string> = {
    ECONNREFUSED: `nothing listens at ${host}. Is PostgreSQL running, and does it listen on that address?`,
    ENOTFOUND: `the name of the host in ${host} is not known.`,
    EAI_AGAIN: `the name of the host in ${host} cannot be looked up now.`,
    ETIMEDOUT: `${host} does not answer. A firewall, or a wrong address?`,
    EHOSTUNREACH: `there is no way to ${host}.`,
    ENETUNREACH: `there is no way to ${host}.`,
    ECONNRESET: `${host} closed the connection. Is it a PostgreSQL server?`,
    ENOENT: `the socket in ${where} does not exist. Is PostgreSQL running?`,
    '28P01': `the password of "${user}" is wrong.`,
    '28000': `the server does not let "${user}" in from here (pg_hba.conf, TLS, or no such role): ${said}`,
    '3D000': `there is no database "${database}". Make it: createdb --owner ${user} --encoding UTF8 ${database}`,
    '53300': 'it has no free connections (max_connections). Lower --database-pool, or put PgBouncer before it.',
    '57P03': 'it is starting up or shutting down. Try again in a moment.',
    '42501': `the role "${user}" lacks a right: ${said}`,
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed. Trust its authority with NODE_EXTRA_CA_CERTS.',
    SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate comes from an unknown authority. Trust it with NODE_EXTRA_CA_CERTS.',
  }
  const timeout = /timeout/i.test(said) ? `${host} does not answer in time.` : null
  const reason = (code && reasons[code]) ?? timeout ?? said
  return new OperatorError(`The database ${where} cannot be used: ${reason}\n(address from --database-url or DATABASE_URL)`, 69, { cause: error })
}

/**
 * Connects once and checks what the portal needs of a PostgreSQL: version 15 or later, UTF-8, ICU collations, a
 * server that accepts writes, and the right to make schemas.
 * @throws OperatorError (69) that says what is missing
 */
export async function checkDatabase(url: string): Promise<{ version: string }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'portal-check' })
  client.on('error', () => {})
  try {
    await client.connect()
    const answer = await client.query<{ number: number; version: string; encoding: string; icu: boolean; standby: boolean; may: boolean }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
              current_setting('server_encoding') AS encoding,
              EXISTS (SELECT FROM pg_collation WHERE collname = 'ky-x-icu') AS icu,
              pg_is_in_recovery() AS standby,
              has_database_privilege(current_database(), 'CREATE') AS may`,
    )
    const found = answer.rows[0]
    if (!found) throw new Error('the server did not answer')
    const { where, user, database } = readAddress(url)
    const lacks = [
      found.number < OLDEST_VERSION * 10_000 ? `it is PostgreSQL ${found.version}; ${OLDEST_VERSION} or later is needed` : '',
      found.encoding === 'UTF8' ? '' : `its encoding is ${found.encoding}; make the database anew with --encoding UTF8`,
      found.icu ? '' : 'it has no ICU collations (ky-x-icu); PostgreSQL must be built with ICU',
      found.standby ? 'it is a standby server that accepts no writes; give the address of the primary' : '',
      found.may ? '' : `the role "${user}" may not make schemas: GRANT CREATE ON DATABASE ${database} TO ${user}`,
    ].filter(Boolean)
    if (lacks.length > 0) throw new OperatorError(`The database ${where} cannot be used:\n${lacks.map((line) => `  - ${line}`).join('\n')}`, 69)
    return { version: found.version }
  } catch (error) {
    throw error instanceof OperatorError ? error : connectProblem(error, url)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Checks an external database, then runs `work` on it; whatever keeps the database from being reached comes out in
 * words for the operator.
 */
export async function explainConnectProblem<T>(url: string, work: () => Promise<T>): Promise<T> {
  await checkDatabase(url)
  try {
    return await work()
  } catch (error) {
    // Only trouble with the connection is translated: a fault in the work itself keeps its own words.
    const code = reasonCode(error)
    throw code !== null && /^(E[A-Z]+|28...|3D000|53300|57P0\d)$/.test(code) ? connectProblem(error, url) : error
  }
}

/** A host with several addresses fails with an AggregateError; its parts carry the reason. */
function reasonCode(error: unknown): string | null {
  const own = errorCode(error)
  if (own !== null || !(error instanceof AggregateError)) return own
  return errorCode(error.errors[0])
}

function readAddress(url: string): { where: string; host: string; user: string; database: string } {
  const address = new URL(url)
  const user = decodeURIComponent(address.username) || process.env.PGUSER || 'postgres'
  const database = decodeURIComponent(address.pathname.slice(1)) || user
  const host = address.searchParams.get('host') ?? `${address.hostname}:${address.port || 5432}`
  return { where: `postgres://${user}@${host}/${database}`, host, user, database }
}
