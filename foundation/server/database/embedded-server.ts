import { spawn } from 'node:child_process'
import { closeSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { constants } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

import { errorCode, OperatorError } from '../config/index.ts'
import { keepOwner, openServerLog, serverEnvironment, writeSettings, type Cluster, type Log } from './embedded-cluster.ts'
import { isAlive, processCommand, processStart, waitUntil } from './embedded-process.ts'

/** A running PostgreSQL server of ours. */
export interface RunningServer {
  pid: number
  /** With the number it tells this process from a later one. */
  start: string | null
  port: number
}

interface PidFile {
  pid: number
  port: number
  status: string
}

/** A process number that no system gives out. */
const NOBODY = 2_147_483_646

/**
 * The server that already runs on this cluster, left over by a killed portal or held by a living one; null when
 * there is none. A `postmaster.pid` of a crashed machine, whose number now belongs to a stranger, is made harmless.
 */
export async function findRunning(cluster: Pick<Cluster, 'pgdata'>): Promise<RunningServer | null> {
  const left = readPidFile(cluster.pgdata)
  if (!left) return null
  // A dead server that nobody has collected (a zombie) still counts as running for PostgreSQL: disarmed as well.
  if (!isAlive(left.pid) || !isOurs(left.pid, cluster.pgdata)) {
    disarmPidFile(cluster.pgdata)
    return null
  }
  const server = { pid: left.pid, start: processStart(left.pid), port: left.port }
  if (left.status !== 'stopping') return server
  await waitUntil(() => !isRunning(server), 60)
  return null
}

/** Whether the server process still lives. */
export function isRunning(server: RunningServer): boolean {
  return isAlive(server.pid) && processStart(server.pid) === server.start
}

/**
 * Starts the server on the port it had last time (or another free one) in a process group of its own, so that
 * Ctrl-C reaches the portal alone, and waits until it accepts connections.
 */
export async function startServer(cluster: Cluster, log: Log): Promise<RunningServer> {
  writeSettings(cluster)
  let port = await choosePort(cluster)
  for (let attempt = 1; ; attempt += 1) {
    const server = await launch(cluster, port)
    const ready = await waitReady(cluster, server, log)
    if (ready) {
      const path = join(cluster.home, 'port')
      writeFileSync(path, `${port}\n`)
      keepOwner(cluster.home, path)
      return server
    }
    letGo(server)
    const said = lastWords(cluster)
    if (/pre-existing shared memory block/.test(said) && attempt < 15) {
      // Workers of a killed server are about to notice its death.
      await new Promise((done) => setTimeout(done, 1000))
      continue
    }
    if (!/Address already in use/.test(said) || attempt >= 5) {
      throw new OperatorError(`The embedded database did not start. Its log (${join(cluster.home, 'server.log')}) ends:\n${said}`, 69)
    }
    port = await freePort()
  }
}

/** Waits until the server answers with our password; false when it ended instead. */
export async function waitReady(cluster: Cluster, server: RunningServer, log: Log): Promise<boolean> {
  const begun = performance.now()
  let told = 0
  return waitUntil(async () => {
    if (!isRunning(server)) return true
    const seconds = Math.floor((performance.now() - begun) / 10_000) * 10
    if (seconds > told) {
      told = seconds
      log(`waiting for the database: it repairs itself after a crash (${seconds} s)`)
    }
    return answers(cluster, server.port)
  }, 1800).then((ended) => ended && isRunning(server))
}

/** A connection of the superuser to the maintenance database. The caller ends it. */
export async function connectAsSuperuser(cluster: Pick<Cluster, 'credentials'>, port: number, database = 'postgres'): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: cluster.credentials.superuser,
    database,
    application_name: 'portal-guard',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  await client.connect()
  return client
}

/**
 * Stops the server: at once for its clients, cleanly for the disk (fast shutdown), and waits for its end. After 60
 * seconds it is stopped the hard way; it repairs itself at the next start.
 */
export async function stopServer(server: RunningServer): Promise<void> {
  const stages: [NodeJS.Signals, number][] = [
    ['SIGINT', 60],
    ['SIGQUIT', 15],
    ['SIGKILL', 5],
  ]
  for (const [signal, seconds] of stages) {
    if (!isRunning(server)) return
    signalServer(server, signal)
    if (await waitUntil(() => !isRunning(server), seconds)) return
  }
}

const endingWithUs = new Set<RunningServer>()

/**
 * Ends the server with this process, whatever way it leaves (short of a kill): at its exit, and on a signal that
 * nobody else in the process handles, for example Ctrl-C while the database still starts.
 */
export function endWithUs(server: RunningServer): void {
  if (endingWithUs.size === 0) {
    process.on('exit', signalAll)
    for (const signal of END_SIGNALS) process.on(signal, stopAlone)
  }
  endingWithUs.add(server)
}

/** Lets the server live on when this process leaves. */
export function letGo(server: RunningServer): void {
  endingWithUs.delete(server)
  if (endingWithUs.size > 0) return
  process.off('exit', signalAll)
  for (const signal of END_SIGNALS) process.off(signal, stopAlone)
}

const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function signalAll(): void {
  for (const server of endingWithUs) signalServer(server, 'SIGINT')
}

function stopAlone(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return
  const code = 128 + constants.signals[signal]
  void Promise.all([...endingWithUs].map((server) => stopServer(server))).finally(() => process.exit(code))
}

/** Sends the server a signal, if it is still the same process. Never throws: used while the portal ends. */
export function signalServer(server: RunningServer, signal: NodeJS.Signals): void {
  try {
    if (isRunning(server)) process.kill(server.pid, signal)
  } catch {
    // It ended between the question and the signal.
  }
}

function readPidFile(pgdata: string): PidFile | null {
  let lines: string[]
  try {
    lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 1) return null
  return { pid, port, status: lines[7]?.trim() ?? '' }
}

function isOurs(pid: number, pgdata: string): boolean {
  const command = processCommand(pid)
  return /(^|\/)postgres /.test(command) && command.includes(pgdata)
}

/**
 * PostgreSQL would refuse to start while a stranger bears the number in its file. Only the number is replaced: the
 * shared memory named in the file stays, by which PostgreSQL notices orphaned workers of its own.
 */
function disarmPidFile(pgdata: string): void {
  const path = join(pgdata, 'postmaster.pid')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/^\d+/, String(NOBODY)))
}

async function launch(cluster: Cluster, port: number): Promise<RunningServer> {
  const output = openServerLog(cluster)
  try {
    const child = spawn(cluster.binaries.postgres, ['-D', cluster.pgdata, '-p', String(port)], {
      ...cluster.account.ids,
      cwd: '/',
      env: serverEnvironment,
      stdio: ['ignore', output, output],
      detached: true,
    })
    const pid = await new Promise<number>((done, fail) => {
      child.once('error', fail)
      child.once('spawn', () => done(child.pid ?? 0))
    })
    // The portal may end while the server still runs (its own shutdown waits for it explicitly).
    child.unref()
    const server = { pid, start: processStart(pid), port }
    endWithUs(server)
    return server
  } finally {
    closeSync(output)
  }
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  try {
    const client = await connectAsSuperuser(cluster, port)
    await client.end()
    return true
  } catch (error) {
    // A stranger on the port, or our file and the server disagree: waiting would not help.
    if (errorCode(error) === '28P01') {
      throw new OperatorError(`The database on port ${port} refuses the password kept in ${join(cluster.home, 'credentials.json')}.`, 69, {
        cause: error,
      })
    }
    return false
  }
}

async function choosePort(cluster: Cluster): Promise<number> {
  const path = join(cluster.home, 'port')
  const kept = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  if (Number.isInteger(kept) && kept > 1023 && kept < 65_536 && (await canListen(kept))) return kept
  return freePort()
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((done) => {
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
}

function lastWords(cluster: Cluster): string {
  const text = readFileSync(join(cluster.home, 'server.log'), 'utf8')
  return text.trimEnd().split('\n').slice(-8).join('\n')
}
