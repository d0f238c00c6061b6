import type { Ctx } from '../../../foundation/server/context.ts'
import { livePermissions } from '../../../foundation/server/permissions/live.ts'
import type { PermissionsView } from '../contract.ts'
import { roleNames, roles } from '../shared/roles.ts'
import { grantableBy } from './grant-rules.ts'

/** What each role may do, from the table that the server itself asks (R4.6a). */
export function readPermissions(ctx: Ctx): PermissionsView {
  const grantable = new Set<string>(grantableBy(ctx.actor))
  return {
    roles: roleNames.map((role) => ({ role, ...roles[role], grantable: grantable.has(role) })),
    abilities: livePermissions(ctx.portal).map(({ ability, domain, roles: given }) => ({
      ability,
      domain,
      roles: Object.fromEntries(Object.entries(given).map(([role, scopes]) => [role, Array.isArray(scopes) ? scopes : [scopes]])),
    })),
  }
}
