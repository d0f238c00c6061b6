import type { Portal } from '../context.ts'
import type { PermissionTable } from './define.ts'

/** One ability of the running portal, with the domain that declares it. */
export interface LiveAbility {
  ability: string
  domain: string
  roles: PermissionTable[string]
}

const live = new WeakMap<object, LiveAbility[]>()

/** The portal tells which tables its server runs with, by domain; called where the server is built. */
export function keepPermissions(portal: Portal, tables: Record<string, PermissionTable>): void {
  live.set(
    portal,
    Object.entries(tables).flatMap(([domain, table]) => Object.entries(table).map(([ability, roles]) => ({ ability, domain, roles }))),
  )
}

/** The permission table of the running server, for people to read (R4.6a). */
export function livePermissions(portal: Portal): LiveAbility[] {
  return live.get(portal) ?? []
}
