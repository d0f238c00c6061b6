import type { Portal } from '../foundation/server/context.ts'
import { openFiles } from '../foundation/server/files/files.ts'
import type { AnyRoute } from '../foundation/server/http/route.ts'
import type { JobDefinition } from '../foundation/server/jobs/jobs.ts'
import type { PermissionTable } from '../foundation/server/permissions/define.ts'
import type { Services } from '../foundation/server/services.ts'

/** Abilities of the foundation's own routes. */
export const foundationPermissions: PermissionTable = {}

/** Routes of the foundation's services. */
export const foundationRoutes: AnyRoute[] = []

/** Jobs of the foundation's services. */
export const foundationJobs: JobDefinition<never>[] = []

type Base = Omit<Portal, keyof Services> & Pick<Services, 'started'>

/** Opens files, mail, documents and realtime; each in its folder of the foundation. */
export async function openServices(base: Base): Promise<{ parts: Omit<Services, 'started'>; close: () => Promise<void> }> {
  const files = openFiles(base.config, base.database)
  return { parts: { files }, close: async () => {} }
}
