import type { FastifyInstance } from 'fastify'
import type { Portal } from '../foundation/server/context.ts'
import { openSessions } from '../foundation/server/sessions/index.ts'
import { demandsSecondFactor } from '../domains/people/index.ts'
import { readStanding } from '../domains/programmes/index.ts'
import { buildPortalServer, permissions } from './assemble.ts'
import { personDirectory } from './person-directory.ts'
import { serveDocs } from './web-server/serve-docs.ts'
import { serveAssets, servePage } from './web-server/serve-web.ts'

/** The whole server of a running portal: API, sign-in, realtime, health, API description, web application. */
export async function buildWholeServer(portal: Portal): Promise<FastifyInstance> {
  const sessions = await openSessions(portal, { directory: personDirectory, demandsSecondFactor, standing: readStanding, permissions })
  const app = await buildPortalServer(portal, sessions.identify, servePage)
  sessions.mountBetterAuth(app)
  portal.realtime.attach(app.server, sessions.listeners)
  // a server waits for its connections to end before it closes, and a page's would never
  app.addHook('preClose', async () => portal.realtime.detach())
  serveDocs(app)
  await serveAssets(app)
  return app
}
