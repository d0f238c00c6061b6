import { spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

import { OperatorError, unusable } from '../config/index.ts'
import { chooseAccount, isReachable, type ServerAccount } from './embedded-account.ts'
import { findBinaries, OUTSIDE_PLACE, type ServerBinaries } from './embedded-binaries.ts'
import { embeddedSettings } from './embedded-settings.ts'

/** Tells the operator one line. */
export type Log = (message: string) => void

const credentialsText = z.object({ superuser: z.string(), portal: z.string() })

/** Everything about one embedded database on disk: where it lies, who runs it and with which programs. */
export interface Cluster {
  /** `<data>/postgres`, or where that link points. */
  home: string
  /** The database directory of PostgreSQL. */
  pgdata: string
  account: ServerAccount
  binaries: ServerBinaries
  credentials: z.output<typeof credentialsText>
  throwaway: boolean
}

/** Environment of PostgreSQL's programs: nothing of the portal's settings or the operator's locale leaks in. */
export const serverEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' }

/**
 * Finds the home of the embedded database, `<data>/postgres`. Under root the account of the server must reach it;
 * when the data directory lies behind a closed folder the home is made in /var/lib/univer-plus and
 * `<data>/postgres` becomes a link to it.
 * @throws OperatorError (73) when the data directory cannot be used
 */
export function prepareHome(dataDirectory: string, log: Log): { home: string; account: ServerAccount } {
  try {
    mkdirSync(dataDirectory, { recursive: true })
    const data = realpathSync(dataDirectory)
    const named = join(data, 'postgres')
    const account = chooseAccount(join(named, 'pgdata'), log)
    if (!existsSync(named)) {
      if (isReachable(data, account)) mkdirSync(named)
      else linkOutside(data, named, log)
    }
    const home = realpathSync(named)
    if (!isReachable(home, account)) chmodSync(home, 0o711)
    if (!isReachable(home, account)) {
      throw new OperatorError(
        `The account "${account.name}", which runs PostgreSQL because the portal runs as root, cannot reach ${home}.\n` +
          'Open the folders above it (chmod o+x), or give another data directory: --data DIRECTORY or PORTAL_DATA.',
        73,
      )
    }
    refuseForeignOwner(home)
    const probe = join(home, `.probe-${randomUUID()}`)
    writeFileSync(probe, 'x')
    rmSync(probe)
    return { home, account }
  } catch (error) {
    throw error instanceof OperatorError ? error : unusable(dataDirectory, error)
  }
}

/** Opens the cluster in `home`, making it at the first start. */
export async function openCluster(place: { home: string; account: ServerAccount }, options: { throwaway: boolean; log: Log }): Promise<Cluster> {
  const binaries = await findBinaries(place.account)
  const pgdata = join(place.home, 'pgdata')
  const isNew = !existsSync(pgdata)
  const credentials = openCredentials(place.home, isNew)
  const cluster: Cluster = { ...place, pgdata, binaries, credentials, throwaway: options.throwaway }
  if (isNew) await initialise(cluster, options.log)
  else refuseOtherVersion(cluster)
  return cluster
}

/** Writes the settings of this program version; they take effect when the server starts. */
export function writeSettings(cluster: Cluster): void {
  writeForServer(cluster, join(cluster.pgdata, 'portal.conf'), embeddedSettings(cluster))
}

/** Opens the log of the server for appending; starts it anew when it has grown large. */
export function openServerLog(cluster: Cluster): number {
  const descriptor = openSync(join(cluster.home, 'server.log'), 'a', 0o600)
  if (fstatSync(descriptor).size > 5_000_000) ftruncateSync(descriptor)
  keepOwner(cluster.home, join(cluster.home, 'server.log'))
  return descriptor
}

/** Gives a file made by root to the owner of the folder, who may start the portal next time. */
export function keepOwner(home: string, path: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(home)
  if (uid !== 0) chownSync(path, uid, gid)
}

function linkOutside(data: string, named: string, log: Log): void {
  const home = join(OUTSIDE_PLACE, createHash('sha256').update(data).digest('hex').slice(0, 12))
  mkdirSync(home, { recursive: true, mode: 0o711 })
  chmodSync(OUTSIDE_PLACE, 0o755)
  symlinkSync(home, named)
  log(`the database lies in ${home}: its own account cannot enter ${data}`)
}

function refuseForeignOwner(home: string): void {
  const me = process.getuid?.()
  const owner = statSync(join(home, 'pgdata'), { throwIfNoEntry: false })?.uid
  if (me === undefined || me === 0 || owner === undefined || owner === me) return
  throw new OperatorError(
    `The database in ${home} belongs to another account (number ${owner}): it was made by a portal that ran as root or as another user.\n` +
      'Start the portal as that user (or as root), or give another data directory: --data DIRECTORY or PORTAL_DATA.',
    73,
  )
}

function openCredentials(home: string, isNew: boolean): Cluster['credentials'] {
  const path = join(home, 'credentials.json')
  if (existsSync(path)) {
    try {
      return credentialsText.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (cause) {
      throw new OperatorError(`The passwords of the embedded database cannot be read: ${path} is damaged or belongs to somebody else.`, 73, { cause })
    }
  }
  if (!isNew) {
    throw new OperatorError(`The passwords of the embedded database are gone: restore ${path} from a backup.`, 73)
  }
  const made = { superuser: randomBytes(24).toString('base64url'), portal: randomBytes(24).toString('base64url') }
  writeFileSync(path, `${JSON.stringify(made)}\n`, { mode: 0o600, flush: true })
  keepOwner(home, path)
  return made
}

function refuseOtherVersion(cluster: Cluster): void {
  const found = readFileSync(join(cluster.pgdata, 'PG_VERSION'), 'utf8').trim()
  const brought = cluster.binaries.version.split('.')[0]
  if (found === brought) return
  throw new OperatorError(
    `The database in ${cluster.home} was made by PostgreSQL ${found}, this program brings PostgreSQL ${brought}.\n` +
      `Dump it with the program that made it and restore it into a new data directory, or run PostgreSQL ${found} on it and give DATABASE_URL.`,
    78,
  )
}

async function initialise(cluster: Cluster, log: Log): Promise<void> {
  const { home, account } = cluster
  for (const name of readdirSync(home)) {
    // What an interrupted first start left behind was never used.
    if (name.startsWith('pgdata.new-') || name.startsWith('initdb-')) rmSync(join(home, name), { recursive: true, force: true })
  }
  log(`making the database (PostgreSQL ${cluster.binaries.version})`)
  const fresh = join(home, `pgdata.new-${randomUUID()}`)
  const passwordFile = join(home, `initdb-${randomUUID()}`)
  mkdirSync(fresh, { mode: 0o700 })
  if (account.ids) chownSync(fresh, account.ids.uid, account.ids.gid)
  try {
    writeForServer(cluster, passwordFile, `${cluster.credentials.superuser}\n`)
    await run(cluster, cluster.binaries.initdb, [
      `--pgdata=${fresh}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--text-search-config=pg_catalog.simple',
      ...(cluster.throwaway ? ['--no-sync'] : []),
    ])
    writeForServer(cluster, join(fresh, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
    writeForServer(cluster, join(fresh, 'portal.conf'), embeddedSettings(cluster))
    const main = join(fresh, 'postgresql.conf')
    writeForServer(cluster, main, `${readFileSync(main, 'utf8')}\ninclude_if_exists = 'portal.conf'\n`)
    renameSync(fresh, cluster.pgdata)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Writes a file that only the account of the server reads. */
function writeForServer(cluster: Cluster, path: string, text: string): void {
  const draft = join(dirname(path), `.${randomUUID()}`)
  writeFileSync(draft, text, { mode: 0o600 })
  if (cluster.account.ids) chownSync(draft, cluster.account.ids.uid, cluster.account.ids.gid)
  renameSync(draft, path)
}

async function run(cluster: Cluster, program: string, parameters: string[]): Promise<void> {
  const output = openServerLog(cluster)
  const errors: string[] = []
  try {
    const code = await new Promise<number | string>((done, fail) => {
      const child = spawn(program, parameters, { ...cluster.account.ids, cwd: '/', env: serverEnvironment, stdio: ['ignore', output, 'pipe'] })
      child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text))
      child.once('error', fail)
      child.once('close', (exit, signal) => done(exit ?? signal ?? 'unknown'))
    })
    if (code !== 0) throw new OperatorError(`The embedded database could not be made (initdb: ${code}).\n${errors.join('').trim()}`, 73)
  } finally {
    closeSync(output)
  }
}
