import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { OperatorError, errorCode } from '../../foundation/server/config/operator-error.ts'
import { buildContentServer } from '../../foundation/server/content-origin/server.ts'
import { readConfig, type Config } from '../../foundation/server/config/index.ts'
import { systemContext } from '../../foundation/server/context.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { makeDemonstration } from '../demonstration/make-demonstration.ts'
import { makeFilms } from '../demonstration/make-film.ts'
import { openPortal } from '../assemble.ts'
import { buildWholeServer } from '../server.ts'
import { kindOfInstall } from './demo.ts'
import { say } from './progress.ts'
import { openMigrated, type OpenedDatabase } from './with-portal.ts'
import { tellAccounts } from './tell-accounts.ts'

type OpenedPortal = Awaited<ReturnType<typeof openPortal>>

/** `portal start`: serves until told to stop; an empty database gets the demonstration university first. */
export async function run(args: string[]): Promise<void> {
  const config = readConfig(args, process.env)
  await refuseTakenPorts(config)
  const database = await openMigrated(config)
  let stop = async (): Promise<void> => database.close()
  const stopped = new Promise<void>((resolve, reject) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) return
        asked = true
        say('Stopping')
        stop().then(resolve, reject)
      })
    }
  })
  try {
    stop = await serve(config, database, await openFilled(config, database))
  } catch (error) {
    await stop()
    throw error
  }
  await stopped
  process.exit(0)
}

/**
 * Opens the portal. An empty database gets the demonstration university first, and the portal is opened anew: what kind
 * of university it serves is decided when it opens.
 * @throws OperatorError where a production database is empty
 */
async function openFilled(config: Config, database: OpenedDatabase): Promise<OpenedPortal> {
  const portal = await openPortal(config, database.url)
  try {
    const ctx = systemContext(portal, newId())
    if ((await kindOfInstall(ctx)) !== 'empty') return portal
    if (config.production) {
      throw new OperatorError('The database is empty. Make your university first: npm run portal -- init', 78)
    }
    say('Making the demonstration university (once)')
    await makeDemonstration(ctx, say)
    await portal.jobs.drain(portal)
  } catch (error) {
    await portal.close()
    throw error
  }
  await portal.close()
  return openPortal(config, database.url)
}

/** Serves the opened portal, and returns how to close all of it. */
async function serve(config: Config, database: OpenedDatabase, portal: OpenedPortal): Promise<() => Promise<void>> {
  const app = await buildWholeServer(portal)
  const content = await buildContentServer(portal)
  if (config.role !== 'web') await portal.jobs.work(portal)
  try {
    config.port = await listen(app, config.host, config.port, '--port')
    // a worker serves nobody; its listener is there only to tell that it is alive
    if (config.role !== 'worker') config.contentPort = await listen(content, config.host, config.contentPort, '--content-port')
  } catch (error) {
    await content.close()
    await app.close()
    await portal.close()
    throw error
  }
  const address = config.publicUrl ?? `http://localhost:${config.port}`
  say(`The portal is open at ${address}`)
  if (config.publicUrl?.startsWith('https:') && !config.contentUrl)
    say('CONTENT_URL is not set: packages and programming tasks will not open for readers (docs/operations.md, "The content origin")')
  if (portal.demonstration) await tellAccounts(portal, address)
  // nobody waits for it: the lesson says meanwhile that its film is being prepared
  if (portal.demonstration && config.role !== 'web')
    void makeFilms(portal, say).catch((error: unknown) => portal.log.warn({ err: error }, 'the film of the demonstration was not made'))
  return async () => {
    await content.close()
    await app.close()
    await portal.close()
    await database.close()
  }
}

/** Listens and answers with the port that was got. @throws OperatorError in plain words when the port cannot be had */
async function listen(app: FastifyInstance, host: string, port: number, flag: '--port' | '--content-port'): Promise<number> {
  try {
    await app.listen({ port, host })
  } catch (error) {
    throw unhearable(error, port, flag)
  }
  const got = app.server.address()
  return got && typeof got === 'object' ? got.port : port
}

/** Tries the ports before anything is made, so that nobody waits for the demonstration to hear that the port is taken. */
async function refuseTakenPorts(config: Config): Promise<void> {
  const wanted = [[config.port, '--port'] as const, ...(config.role === 'worker' ? [] : [[config.contentPort, '--content-port'] as const])]
  for (const [port, flag] of wanted) {
    await new Promise<void>((resolve, reject) => {
      const probe = createServer()
      probe.once('error', (error) => reject(unhearable(error, port, flag)))
      probe.listen({ port, host: config.host }, () => probe.close(() => resolve()))
    })
  }
}

/** Why a port cannot be had, in plain words. */
function unhearable(error: unknown, port: number, flag: '--port' | '--content-port'): unknown {
  const variable = flag === '--port' ? 'PORT' : 'CONTENT_PORT'
  const what = flag === '--port' ? '' : ' (for packages and programs, kept apart from the portal)'
  if (errorCode(error) === 'EADDRINUSE') {
    // not the next one: that is where the other of the two listeners is by default
    const other = port < 65_000 ? port + 10 : port - 1000
    return new OperatorError(
      `Port ${port}${what} is taken by another program. Choose another one: npm start -- ${flag} ${other} (or ${variable}=${other}).`,
      69,
    )
  }
  if (errorCode(error) === 'EACCES') return new OperatorError(`Port ${port}${what} needs more rights than this user has. Choose one above 1023.`, 77)
  return error
}
