import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../foundation/server/config/index.ts'
import type { Portal } from '../foundation/server/context.ts'
import { openDatabase } from '../foundation/server/database/database.ts'
import { readFacts } from '../foundation/server/facts/facts.ts'
import { registerListeners } from '../foundation/server/events/events.ts'
import { openJobs, type JobDefinition } from '../foundation/server/jobs/jobs.ts'
import { keepPermissions } from '../foundation/server/permissions/live.ts'
import { openLog } from '../foundation/server/observe/log.ts'
import { mergePermissions, type PermissionTable } from '../foundation/server/permissions/define.ts'
import type { Identify } from '../foundation/server/http/identify.ts'
import type { AnyRoute } from '../foundation/server/http/route.ts'
import { buildServer, type ServerParts } from '../foundation/server/http/server.ts'
import { domains } from './domains.ts'
import { newsListeners } from './news.ts'
import { routes as portalRoutes } from './routes.ts'
import { openServices, foundationRoutes, foundationJobs, foundationPermissions } from './services.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

/** The whole permission table of the portal. */
export const permissions: PermissionTable = mergePermissions([foundationPermissions, ...Object.values(domains).map((domain) => domain.permissions)])

/** Every route of the portal. */
export const routes: AnyRoute[] = [...portalRoutes, ...foundationRoutes, ...Object.values(domains).flatMap((domain) => domain.routes)]

function everyJob(): JobDefinition<never>[] {
  const listeners = registerListeners([...Object.values(domains).flatMap((domain) => domain.listeners), ...newsListeners])
  return [...foundationJobs, ...listeners, ...Object.values(domains).flatMap((domain) => domain.jobs)]
}

/**
 * Opens the portal on a migrated database: pools, queue, services. Nothing serves or works yet.
 * @param databaseUrl the embedded or external database
 */
export async function openPortal(config: Config, databaseUrl: string): Promise<Portal & { close: () => Promise<void> }> {
  const log = openLog(config.logLevel)
  const database = openDatabase(databaseUrl, config.databasePool)
  const jobs = await openJobs(databaseUrl, everyJob(), (error) => log.error({ err: error }, 'job queue'))
  const facts = await readFacts(database.read)
  const base = { config, log, database, jobs, started: new Date(), version, ...facts }
  const services = await openServices(base)
  const portal = { ...base, ...services.parts }
  return {
    ...portal,
    close: async () => {
      await jobs.stop()
      await services.close()
      await database.close()
    },
  }
}

/** Builds the HTTP server of an opened portal. @param identify who sent a request; the portal's own is `sessions` */
export async function buildPortalServer(portal: Portal, identify: Identify, elsewhere?: ServerParts['elsewhere']): Promise<FastifyInstance> {
  keepPermissions(portal, {
    foundation: foundationPermissions,
    ...Object.fromEntries(Object.entries(domains).map(([name, domain]) => [name, domain.permissions])),
  })
  return buildServer(portal, { routes, permissions, identify, ...(elsewhere ? { elsewhere } : {}) })
}
