import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'

import { checkDatabase, connectProblem } from './connect-problems.ts'
import { startEmbedded } from './embedded.ts'
import { isAlive, waitUntil } from './embedded-process.ts'

const place = mkdtempSync(join(tmpdir(), 'embedded-test-'))
chmodSync(place, 0o755)
const holders: ChildProcess[] = []
const line = z.object({
  log: z.string().optional(),
  ready: z.boolean().optional(),
  url: z.string().default(''),
  adopted: z.boolean().optional(),
  joined: z.boolean().optional(),
  refused: z.string().optional(),
})

afterAll(async () => {
  for (const holder of holders) if (holder.exitCode === null && holder.signalCode === null) holder.kill('SIGTERM')
  await waitUntil(() => holders.every((holder) => holder.exitCode !== null || holder.signalCode !== null), 10)
  rmSync(place, { recursive: true, force: true })
})

/** Starts a stand-in portal; answers with its first telling line that is not a log line. */
async function hold(directory: string, mode = 'hold'): Promise<{ child: ChildProcess; told: z.output<typeof line>; logs: string[] }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'embedded-holder.ts'), directory, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
  holders.push(child)
  const logs: string[] = []
  if (!child.stdout) throw new Error('no output')
  const lines = createInterface(child.stdout)
  const told = await new Promise<z.output<typeof line>>((done, fail) => {
    // The lines are read to the end: a portal whose output nobody takes would break.
    lines.on('line', (text) => {
      const said = line.parse(JSON.parse(text))
      if (said.log === undefined) done(said)
      else logs.push(said.log)
    })
    child.once('exit', () => setTimeout(() => fail(new Error(`the holder ended silently: ${logs.join('; ')}`)), 200))
  })
  return { child, told, logs }
}

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const answer = await client.query<{ value: unknown }>(question)
    return answer.rows[0]?.value
  } finally {
    await client.end()
  }
}

function serverPid(directory: string): number {
  return Number(readFileSync(join(directory, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0])
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** The server takes its pid file away a moment before its process is gone. */
const gone = (pid: number): Promise<void> => vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000, interval: 20 })

describe('one data directory through its life', () => {
  const directory = join(place, 'life')
  let url = ''

  it('is made at the first start: UTF-8, Kyrgyz order, no superuser, durable, one address', async () => {
    const { child, told } = await hold(directory)
    expect(told).toMatchObject({ ready: true, adopted: false, joined: false })
    url = told.url
    expect(await ask(url, "SELECT current_setting('server_encoding') AS value")).toBe('UTF8')
    expect(await ask(url, `SELECT string_agg(x, '' ORDER BY x COLLATE "ky-x-icu") AS value FROM unnest(ARRAY['п','ө','о','ң','н']) AS x`)).toBe(
      'нңоөп',
    )
    expect(await ask(url, 'SELECT rolsuper AS value FROM pg_roles WHERE rolname = current_user')).toBe(false)
    expect(await ask(url, "SELECT current_setting('fsync') || current_setting('synchronous_commit') AS value")).toBe('onon')
    expect(await ask(url, "SELECT current_setting('listen_addresses') AS value")).toBe('127.0.0.1')
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS value')
    await expect(ask(url.replace(/:[^:@]*@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
    expect(await checkDatabase(url)).toEqual({ version: expect.stringMatching(/^18/) as string })
    expect(child.exitCode).toBeNull()
  })

  it('refuses a second portal with the reason, and lets a command join', async () => {
    const second = await hold(directory)
    expect(second.told.refused).toMatch(/Another portal \(process \d+, since .*--data/s)
    await waitUntil(() => second.child.exitCode !== null, 5)
    expect(second.child.exitCode).toBe(75)
    const command = await hold(directory, 'join')
    expect(command.told).toMatchObject({ ready: true, joined: true, url })
    await end(command.child, 'SIGTERM')
    expect(await ask(url, 'SELECT value FROM kept')).toBe(42)
  })

  it('is adopted after the portal was killed, even by several starters at once: one wins', async () => {
    const first = holders[0]
    if (!first) throw new Error('no holder')
    const server = serverPid(directory)
    await end(first, 'SIGKILL')
    expect(isAlive(server)).toBe(true)
    const starters = await Promise.all([hold(directory), hold(directory), hold(directory)])
    const winners = starters.filter(({ told }) => told.ready)
    expect(winners).toHaveLength(1)
    expect(winners[0]?.told).toMatchObject({ adopted: true, url })
    expect(serverPid(directory)).toBe(server)
    expect(await ask(url, 'SELECT value FROM kept')).toBe(42)
  })

  it('refuses by the database itself when the lock file was removed', async () => {
    const lock = join(directory, 'postgres', 'portal.lock')
    const text = readFileSync(lock, 'utf8')
    rmSync(lock)
    const second = await hold(directory)
    expect(second.told.refused).toMatch(/Another portal holds the database/)
    expect(isAlive(serverPid(directory))).toBe(true)
    writeFileSync(lock, text)
  }, 20_000)

  it('starts the server again when it is killed under the portal', async () => {
    const server = serverPid(directory)
    process.kill(server, 'SIGKILL')
    await waitUntil(() => !isAlive(server), 5)
    expect(await waitUntil(async () => (await ask(url, 'SELECT value FROM kept').catch(() => null)) === 42, 20, 200)).toBe(true)
    expect(serverPid(directory)).not.toBe(server)
  }, 30_000)

  it('ends with the portal on SIGTERM, and keeps the data and the address for the next start', async () => {
    const holder = holders.find((child) => child.exitCode === null && child.signalCode === null)
    if (!holder) throw new Error('no holder')
    const server = serverPid(directory)
    await end(holder, 'SIGTERM')
    await gone(server)
    expect(existsSync(join(directory, 'postgres', 'pgdata', 'postmaster.pid'))).toBe(false)
    const next = await hold(directory, 'bare')
    expect(next.told).toMatchObject({ ready: true, adopted: false, url })
    expect(await ask(url, 'SELECT value FROM kept')).toBe(42)
    const again = serverPid(directory)
    await end(next.child, 'SIGINT')
    await gone(again)
  })

  it('starts after a crash of the machine whose process number now belongs to a stranger', async () => {
    const first = await hold(directory)
    const pidFile = join(directory, 'postgres', 'pgdata', 'postmaster.pid')
    const lock = join(directory, 'postgres', 'portal.lock')
    const left = [readFileSync(pidFile, 'utf8'), readFileSync(lock, 'utf8')] as const
    await end(first.child, 'SIGTERM')
    writeFileSync(pidFile, left[0].replace(/^\d+/, String(process.pid)))
    writeFileSync(lock, left[1].replace(/"pid":\d+/, `"pid":${process.pid}`))
    const next = await hold(directory)
    expect(next.told).toMatchObject({ ready: true, adopted: false })
    await end(next.child, 'SIGTERM')
  })

  it('says which PostgreSQL made the data when it was another one', async () => {
    writeFileSync(join(directory, 'postgres', 'pgdata', 'PG_VERSION'), '16\n')
    const { told } = await hold(directory)
    expect(told.refused).toMatch(/made by PostgreSQL 16, this program brings PostgreSQL 18/)
  })
})

describe('a throwaway database', () => {
  let database: Awaited<ReturnType<typeof startEmbedded>>
  beforeAll(async () => {
    database = await startEmbedded({ throwaway: true, log: () => {} })
  })

  it('is quick, and gone after its stop', async () => {
    expect(await ask(database.url, "SELECT current_setting('fsync') AS value")).toBe('off')
    await database.stop()
    await database.stop()
    await expect(ask(database.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('words for the operator', () => {
  it('names a data directory that cannot be used', async () => {
    const file = join(realpathSync(place), 'file')
    writeFileSync(file, '')
    await expect(startEmbedded({ dataDirectory: file, log: () => {} })).rejects.toThrow(`The data directory ${file} cannot be used`)
    mkdirSync(join(place, 'ok'))
  })

  it.each([
    ['ECONNREFUSED', /nothing listens at db:5432/],
    ['28P01', /the password of "ann" is wrong/],
    ['3D000', /no database "uni".*createdb --owner ann/s],
    ['53300', /no free connections/],
  ])('explains %s without the password', (code, words) => {
    const problem = connectProblem(Object.assign(new Error('x'), { code }), 'postgres://ann:hunter2@db/uni')
    expect(problem.message).toMatch(words)
    expect(problem.message).not.toContain('hunter2')
    expect(problem.exitCode).toBe(69)
  })

  it('explains a server that is not there', async () => {
    await expect(checkDatabase('postgres://ann:x@127.0.0.1:9/uni')).rejects.toThrow(/nothing listens at 127.0.0.1:9/)
  })
})
