import type { Portal } from '../foundation/server/context.ts'
import { openDocuments } from '../foundation/server/documents/documents.ts'
import { openFiles } from '../foundation/server/files/files.ts'
import { openMail, sendMail } from '../foundation/server/mail/mail.ts'
import { routes as mailRoutes } from '../foundation/server/mail/routes.ts'
import {
  accountRoutes,
  jobs as sessionJobs,
  permissions as sessionPermissions,
  routes as sessionRoutes,
} from '../foundation/server/sessions/index.ts'
import { routes as searchRoutes } from '../foundation/server/search/routes.ts'
import { openRealtime } from '../foundation/server/realtime/realtime.ts'
import type { AnyRoute } from '../foundation/server/http/route.ts'
import type { JobDefinition } from '../foundation/server/jobs/jobs.ts'
import type { PermissionTable } from '../foundation/server/permissions/define.ts'
import type { Services } from '../foundation/server/services.ts'

/** Abilities of the foundation's own routes. */
export const foundationPermissions: PermissionTable = { ...sessionPermissions }

/** Routes of the foundation's services. */
export const foundationRoutes: AnyRoute[] = [...mailRoutes, ...sessionRoutes, ...accountRoutes, ...searchRoutes]

/** Jobs of the foundation's services. */
export const foundationJobs: JobDefinition<never>[] = [sendMail as JobDefinition<never>, ...sessionJobs]

type Base = Omit<Portal, keyof Services> & Pick<Services, 'started'>

/** Opens files, mail, documents and realtime; each in its folder of the foundation. */
export async function openServices(base: Base): Promise<{ parts: Omit<Services, 'started'>; close: () => Promise<void> }> {
  const files = openFiles(base.config, base.database)
  const mail = openMail(base, () => base.demonstration)
  const realtime = openRealtime(base)
  return {
    parts: { files, mail, documents: openDocuments(), realtime },
    close: async () => {
      mail.close()
      await realtime.close()
    },
  }
}
