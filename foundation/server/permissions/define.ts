/** How far a role's ability reaches. */
export type Scope =
  /** everything in the university */
  | 'all'
  /** what concerns the person alone */
  | 'self'
  /** the unit the role was given for, and all below it */
  | 'unit'
  /** the groups the person curates */
  | 'group'
  /** the offerings the person teaches */
  | 'teaches'
  /** the offerings the person is enrolled in */
  | 'enrolled'

/** One line of the permission table: ability → role → scope (or several scopes). */
export type PermissionTable = Record<string, Record<string, Scope | Scope[]>>

/** Declares a domain's part of the one permission table. `*` as role means every signed-in person. */
export function definePermissions<T extends PermissionTable>(table: T): T {
  return table
}

/** Puts the domains' parts together. @throws when two domains declare the same ability */
export function mergePermissions(parts: PermissionTable[]): PermissionTable {
  const whole: PermissionTable = {}
  for (const part of parts) {
    for (const [ability, roles] of Object.entries(part)) {
      if (whole[ability]) throw new Error(`ability ${ability} is declared twice`)
      whole[ability] = roles
    }
  }
  return whole
}
