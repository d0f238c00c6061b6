import type { Config } from '../../foundation/server/config/index.ts'
import { readConfig, takeSettings } from '../../foundation/server/config/index.ts'
import { systemContext, type Ctx, type Portal } from '../../foundation/server/context.ts'
import { explainConnectProblem } from '../../foundation/server/database/connect-problems.ts'
import { startEmbedded } from '../../foundation/server/database/embedded.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { migrate } from '../../foundation/server/database/migrate.ts'
import { openPortal } from '../assemble.ts'
import { say } from './progress.ts'

/** The database of a command: the external one, or the embedded one of the data directory. */
export interface OpenedDatabase {
  url: string
  close: () => Promise<void>
}

/** Reaches (or starts) the database and migrates it. @throws OperatorError with the reason in plain words */
export async function openMigrated(config: Config, options: { join?: boolean } = {}): Promise<OpenedDatabase> {
  if (config.databaseUrl) {
    const url = config.databaseUrl
    await explainConnectProblem(url, () => migrate(url))
    return { url, close: async () => {} }
  }
  const embedded = await startEmbedded({ dataDirectory: config.dataDirectory, log: say, join: options.join ?? false })
  if (embedded.joined) say('Joined the database of the running portal')
  if (embedded.adopted) say('Found the database server of an earlier run and took it over')
  try {
    await migrate(embedded.url, () => say('Migrating the database'))
  } catch (error) {
    await embedded.stop()
    throw error
  }
  return { url: embedded.url, close: () => embedded.stop() }
}

/** Runs one operator command on an opened portal, and closes everything after it. */
export async function withPortal(args: string[], work: (ctx: Ctx, portal: Portal) => Promise<void>): Promise<void> {
  const config = readConfig(takeSettings(args).own, process.env)
  const database = await openMigrated(config, { join: true })
  try {
    const portal = await openPortal({ ...config, logLevel: 'warn' }, database.url)
    try {
      await work(systemContext(portal, newId()), portal)
      await portal.jobs.drain(portal)
    } finally {
      await portal.close()
    }
  } finally {
    await database.close()
  }
}
