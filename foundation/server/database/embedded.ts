import { mkdtempSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

import { OperatorError } from '../config/index.ts'
import { openCluster, prepareHome, serverEnvironment, type Cluster, type Log } from './embedded-cluster.ts'
import { lockDirectory, type DirectoryLock } from './embedded-lock.ts'
import {
  connectAsSuperuser,
  endWithUs,
  findRunning,
  isRunning,
  letGo,
  startServer,
  stopServer,
  waitReady,
  type RunningServer,
} from './embedded-server.ts'

export interface EmbeddedOptions {
  /** The portal's data directory; the database lies in its folder `postgres`. A throwaway one may do without. */
  dataDirectory?: string
  /** Gets one line for each thing that happens. */
  log: (message: string) => void
  /** For tests: quick instead of durable; `stop()` removes the data, and so does the end of this process. */
  throwaway?: boolean
  /**
   * For commands beside a running portal: join its database instead of refusing. Without a running portal the
   * command starts (and stops) the database itself.
   */
  join?: boolean
  /** Called when the server ended and could not be started again. */
  onLost?: (error: unknown) => void
}

export interface EmbeddedDatabase {
  /** Address of the database `portal`, with its password. The role may create databases; it is not a superuser. */
  url: string
  /** The server was found running, left by a portal that was killed. */
  adopted: boolean
  /** The server belongs to another, living portal; `stop()` leaves it alone. */
  joined: boolean
  /** Fast shutdown of the server; returns when it has ended. May be called twice. */
  stop(): Promise<void>
}

const ROLE = 'portal'
const DATABASE = 'portal'
/** Any number; nothing else locks in the maintenance database of the embedded server. */
const GUARD_KEY = 7_311_405

/**
 * Starts the private PostgreSQL of a portal without DATABASE_URL, or adopts the one that a killed portal left
 * running. See docs/operations.md for where it lies and as whom it runs.
 *
 * @throws OperatorError in words for the operator: directory unusable (73), another portal on it (75), made by
 *   another PostgreSQL version (78), not available on this machine (69)
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log, throwaway = false } = options
  const directory = options.dataDirectory ?? (throwaway ? mkdtempSync(join(tmpdir(), 'portal-database-')) : null)
  if (directory === null) throw new Error('dataDirectory is needed')

  const place = prepareHome(directory, log)
  if (options.join) {
    const joined = await joinRunning(place, log)
    if (joined) return joined
  }
  const lock = await lockDirectory(join(place.home, 'portal.lock'))
  log('Starting the embedded PostgreSQL')
  try {
    const cluster = await openCluster(place, { throwaway, log })
    const running = await takeRunning(cluster, log)
    const keeper = new Keeper(cluster, running.server, lock, options, directory)
    if (throwaway) removeAfterUs(running.server, [place.home, directory])
    try {
      await keeper.guard()
      await ensureDatabase(cluster, running.server.port)
    } catch (error) {
      await keeper.stop()
      throw error
    }
    return { url: addressOf(cluster, running.server.port), adopted: running.adopted, joined: false, stop: () => keeper.stop() }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Holds the server while the portal lives: the guard connection, the restart after a crash, the stop. */
class Keeper {
  private readonly cluster: Cluster
  private readonly lock: DirectoryLock
  private readonly options: EmbeddedOptions
  private readonly directory: string
  private server: RunningServer
  private connection: pg.Client | null = null
  private stopping: Promise<void> | null = null
  private restarts: number[] = []

  constructor(cluster: Cluster, server: RunningServer, lock: DirectoryLock, options: EmbeddedOptions, directory: string) {
    this.cluster = cluster
    this.server = server
    this.lock = lock
    this.options = options
    this.directory = directory
    endWithUs(server)
  }

  /**
   * Takes the advisory lock that only one portal can have: the real guard behind the lock file. It is held by a
   * connection, so it goes away with the portal.
   */
  async guard(): Promise<void> {
    const client = await connectAsSuperuser(this.cluster, this.server.port)
    let ended = false
    client.on('error', () => {})
    client.once('end', () => {
      ended = true
      if (this.connection === client && !this.stopping) void this.recover()
    })
    // The server needs a moment to notice that a killed portal's connection is gone.
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const answer = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [GUARD_KEY])
      if (answer.rows[0]?.mine) {
        this.connection = client
        if (ended) void this.recover()
        return
      }
      await new Promise((done) => setTimeout(done, 100))
    }
    await client.end()
    // The server belongs to that other portal: leave it running.
    letGo(this.server)
    this.stopping = Promise.resolve()
    throw new OperatorError(`Another portal holds the database in ${this.cluster.home}. Stop that one first.`, 75)
  }

  stop(): Promise<void> {
    this.stopping ??= this.end()
    return this.stopping
  }

  private async end(): Promise<void> {
    await this.connection?.end().catch(() => {})
    await stopServer(this.server)
    letGo(this.server)
    this.lock.release()
    if (!this.options.throwaway) return
    rmSync(this.cluster.home, { recursive: true, force: true })
    if (this.options.dataDirectory === undefined) rmSync(this.directory, { recursive: true, force: true })
  }

  /** The guard connection broke: the server crashed and repairs itself, or it is gone and is started again. */
  private async recover(): Promise<void> {
    const { log } = this.options
    this.connection = null
    try {
      const now = Date.now()
      this.restarts = [...this.restarts.filter((time) => now - time < 600_000), now]
      if (this.restarts.length > 5) throw new OperatorError('The embedded database crashed five times in ten minutes.', 69)
      const alive = isRunning(this.server) && (await waitReady(this.cluster, this.server, log))
      if (this.stopping) return
      if (!alive) {
        log('the embedded database ended unexpectedly; starting it again')
        const found = await takeRunning(this.cluster, log)
        letGo(this.server)
        this.server = found.server
        endWithUs(this.server)
      }
      if (this.stopping) {
        await stopServer(this.server)
        return
      }
      await this.guard()
      log('the embedded database is back')
    } catch (error) {
      log(`the embedded database is lost: ${error instanceof Error ? error.message : String(error)}`)
      this.options.onLost?.(error)
    }
  }
}

/** Adopts the server left over on this cluster, or starts one. A left-over of another program version is restarted. */
async function takeRunning(cluster: Cluster, log: Log): Promise<{ server: RunningServer; adopted: boolean }> {
  const left = await findRunning(cluster)
  if (left && (await waitReady(cluster, left, log))) {
    const client = await connectAsSuperuser(cluster, left.port)
    const answer = await client.query<{ server_version: string }>('SHOW server_version').finally(() => client.end())
    const version = answer.rows[0]?.server_version
    if (version === cluster.binaries.version) {
      log(`adopted the database that a killed portal left running (process ${left.pid})`)
      return { server: left, adopted: true }
    }
    log(`restarting the left-over database: it is PostgreSQL ${version}, this program brings ${cluster.binaries.version}`)
    await stopServer(left)
  }
  return { server: await startServer(cluster, log), adopted: false }
}

async function joinRunning(place: Parameters<typeof openCluster>[0], log: Log): Promise<EmbeddedDatabase | null> {
  const running = await findRunning({ pgdata: join(place.home, 'pgdata') })
  if (!running) return null
  const cluster = await openCluster(place, { throwaway: false, log })
  if (!(await waitReady(cluster, running, log))) return null
  const client = await connectAsSuperuser(cluster, running.port)
  try {
    // Nobody holds the guard: the server is a left-over, to be adopted the usual way.
    const guard = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [GUARD_KEY])
    if (guard.rows[0]?.free) return null
  } finally {
    await client.end()
  }
  return { url: addressOf(cluster, running.port), adopted: false, joined: true, stop: async () => {} }
}

/** Makes the portal's role and database where they are missing, and gives the role the kept password. */
async function ensureDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = await connectAsSuperuser(cluster, port)
  try {
    const password = client.escapeLiteral(cluster.credentials.portal)
    const roles = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [ROLE])
    if (roles.rowCount === 0) await client.query(`CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD ${password}`)
    const databases = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${ROLE}`)
    const collations = await client.query(`SELECT FROM pg_collation WHERE collname = 'ky-x-icu'`)
    if (collations.rowCount === 0) throw new OperatorError('The embedded PostgreSQL has no Kyrgyz collation (ICU is missing).', 69)
  } finally {
    await client.end()
  }
}

function addressOf(cluster: Cluster, port: number): string {
  return `postgres://${ROLE}:${encodeURIComponent(cluster.credentials.portal)}@127.0.0.1:${port}/${DATABASE}`
}

/**
 * Ends a throwaway server and removes its data even when this process is killed: a small shell waits for our end of
 * a pipe to close.
 */
function removeAfterUs(server: RunningServer, folders: string[]): void {
  const script =
    'cat >/dev/null; kill -INT "$0" 2>/dev/null; n=0; while kill -0 "$0" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done; rm -rf "$@"'
  const watcher = spawn('/bin/sh', ['-c', script, String(server.pid), ...folders], {
    cwd: '/',
    env: serverEnvironment,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.on('error', () => {})
  watcher.unref()
  // The pipe must not keep this process alive either.
  if (watcher.stdin && 'unref' in watcher.stdin && typeof watcher.stdin.unref === 'function') watcher.stdin.unref()
}
