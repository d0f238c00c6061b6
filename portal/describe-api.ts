import { pino } from 'pino'
import type { Portal } from '../foundation/server/context.ts'
import { buildServer } from '../foundation/server/http/server.ts'
import { permissions, routes } from './assemble.ts'

/** The OpenAPI 3.1 description of the whole API, made from the routes without a database. */
export async function describeApi(): Promise<unknown> {
  const portal = { config: { trustProxy: false, publicUrl: null }, log: pino({ level: 'silent' }) } as unknown as Portal
  const app = await buildServer(portal, { routes, permissions, identify: async () => null })
  await app.ready()
  const description = app.swagger()
  await app.close()
  return description
}
