import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const top = join(import.meta.dirname, '..')
const node24 = join(top, 'node_modules', '.bin', 'node')

export interface StartedPortal {
  address: string
  dataDirectory: string
  /** Everything the portal said so far. */
  output(): string
  /** SIGTERM, waits for the end, and removes the data unless `keepData`. Answers with the exit code. */
  stop(options?: { keepData?: boolean }): Promise<number | null>
  process: ChildProcess
}

/**
 * Starts a portal as an operator would (`portal/main.ts start`) on a free port and a new data directory, with the
 * demonstration university, and waits until it is ready to serve. Needs the built web application.
 */
export async function startPortal(
  options: { dataDirectory?: string; env?: NodeJS.ProcessEnv; port?: number; seconds?: number } = {},
): Promise<StartedPortal> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'portal-e2e-'))
  // Under root the database runs as another account, which must be able to enter.
  if (options.dataDirectory === undefined) chmodSync(dataDirectory, 0o755)
  const port = options.port ?? (await freePort())
  const address = `http://localhost:${port}`
  // Settings of the operator's shell stay outside; the tests have their own portal.
  const outside = new Set(['PORT', 'PORTAL_DATA', 'DATABASE_URL', 'PUBLIC_URL', 'CONTENT_PORT', 'CONTENT_URL', 'NODE_ENV', 'PORTAL_PRODUCTION'])
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outside.has(name)))
  const child = spawn(node24, ['portal/main.ts', 'start', '--port', String(port), '--host', '127.0.0.1', '--data', dataDirectory], {
    cwd: top,
    env: { ...inherited, LOG_LEVEL: 'warn', CONTENT_PORT: String(await freePort()), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))

  const stop: StartedPortal['stop'] = async ({ keepData = false } = {}) => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    const code = await ended
    if (!keepData) rmSync(dataDirectory, { recursive: true, force: true })
    return code
  }
  const deadline = Date.now() + (options.seconds ?? 180) * 1000
  // Another program may answer on that port: the portal itself must have said that it is open.
  while (!(said.includes('The portal is open at') && (await isReady(address)))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      await stop({ keepData: options.dataDirectory !== undefined })
      throw new Error(`The portal did not become ready:\n${said}`)
    }
    await new Promise((done) => setTimeout(done, 200))
  }
  return { address, dataDirectory, output: () => said, stop, process: child }
}

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`)).ok
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}
