import type { Actor } from '../../../foundation/server/permissions/actor.ts'
import { reachOf } from '../persons/reach.ts'
import { roleNames, roles, type Role } from '../shared/roles.ts'

/**
 * Who may give which role (R4.6a, R8.1):
 * - an administrator gives every role; a registrar only those of study life;
 * - a registrar of one unit gives and ends roles inside it alone: none for another unit, for a group, or for the whole university;
 * - nobody gives or ends a role of their own;
 * - the last administrator stays;
 * - a role that makes no sense without a unit has one; a role that knows no unit or group has none.
 * A role that demands a second factor may be given before its holder has one: sign-in then opens nothing but its set-up (R5.2c).
 */
const givenByRegistrar: readonly Role[] = ['applicant', 'student', 'partner_student', 'student_council', 'teacher', 'curator', 'methodist']

const needsUnit: ReadonlySet<Role> = new Set(['head_of_department', 'methodist'])

/** The roles an actor may give and end at all. */
export function grantableBy(actor: Actor | null): Role[] {
  const held = new Set(actor?.grants.map((grant) => grant.role) ?? [])
  if (held.has('administrator')) return [...roleNames]
  return held.has('registrar') ? [...givenByRegistrar] : []
}

export type ScopeFault = 'unit-needed' | 'no-unit-here' | 'no-group-here'

/** What is wrong with the scope of a grant; null when it fits the role. A curator without a group has those whose list names them. */
export function faultOfScope(role: Role, unitId: string | null, groupId: string | null): ScopeFault | null {
  if (needsUnit.has(role) && !unitId) return 'unit-needed'
  if (unitId && roles[role].scope !== 'unit') return 'no-unit-here'
  if (groupId && roles[role].scope !== 'group') return 'no-group-here'
  return null
}

/** Whether a grant lies inside the reach of who gives or ends it. A role that knows no scope is a matter of the person alone. */
export function isInReach(actor: Actor | null, role: Role, unitId: string | null, groupId: string | null): boolean {
  const reach = reachOf(actor, 'role.grant')
  if (reach.all) return true
  return groupId === null && (unitId === null ? roles[role].scope !== 'unit' : reach.unitIds.includes(unitId))
}
