import { createMongoAbility, subject, type MongoAbility, type RawRuleOf } from '@casl/ability'
import type { Locale } from '../../i18n/localized.ts'
import type { PermissionTable, Scope } from './define.ts'

/** A role a person holds, possibly for a unit or a group only. */
export interface Grant {
  role: string
  /** The unit and every unit below it, where the role is given for one; null: the whole university. */
  unitIds: string[] | null
  groupIds: string[]
}

/** What the scopes of a person stand on; gathered in one query when the person signs a request. */
export interface Facts {
  teaches: string[]
  enrolled: string[]
}

/** What an act is aimed at; a route's `target` loads it. Absent fields match no scoped ability. */
export interface Target {
  personId?: string | null
  unitIds?: string[]
  groupIds?: string[]
  offeringId?: string | null
}

/** Who asks. */
export interface Actor {
  personId: string
  accountId: string
  sessionId: string
  locale: Locale
  grants: Grant[]
  facts: Facts
  /** CASL rules, sent to the interface as they are. */
  readonly rules: RawRuleOf<MongoAbility>[]
  /** Whether the person has this ability over the target; without one, over anything at all. */
  can: (ability: string, target?: Target) => boolean
}

function conditions(scope: Scope, grant: Grant, personId: string, facts: Facts): Record<string, unknown> | undefined {
  switch (scope) {
    case 'all':
      return undefined
    case 'self':
      return { personId }
    case 'unit':
      return grant.unitIds ? { unitIds: { $in: grant.unitIds } } : undefined
    case 'group':
      return { groupIds: { $in: grant.groupIds } }
    case 'teaches':
      return { offeringId: { $in: facts.teaches } }
    case 'enrolled':
      return { offeringId: { $in: facts.enrolled } }
  }
}

/** Turns the permission table and a person's grants into CASL rules (one for each ability, role and scope). */
export function rulesFor(table: PermissionTable, grants: Grant[], personId: string, facts: Facts): RawRuleOf<MongoAbility>[] {
  const rules: RawRuleOf<MongoAbility>[] = []
  const everyone: Grant = { role: '*', unitIds: null, groupIds: [] }
  for (const [ability, roles] of Object.entries(table)) {
    for (const grant of [...grants, everyone]) {
      const scopes = roles[grant.role]
      for (const scope of scopes === undefined ? [] : Array.isArray(scopes) ? scopes : [scopes]) {
        const where = conditions(scope, grant, personId, facts)
        rules.push(where ? { action: ability, subject: 'target', conditions: where } : { action: ability, subject: 'target' })
      }
    }
  }
  return rules
}

/** Makes the actor of a request from what is known of the person. */
export function makeActor(
  table: PermissionTable,
  person: { personId: string; accountId: string; sessionId: string; locale: Locale; grants: Grant[]; facts: Facts },
): Actor {
  const { grants, personId, facts } = person
  // A request asks for one ability or two: its rules are made when it asks, and all of them only for who wants to see them.
  const asked = new Map<string, MongoAbility>()
  const abilityFor = (name: string): MongoAbility => {
    const known = asked.get(name)
    if (known) return known
    const roles = table[name]
    const made = createMongoAbility(roles ? rulesFor({ [name]: roles }, grants, personId, facts) : [])
    asked.set(name, made)
    return made
  }
  let rules: RawRuleOf<MongoAbility>[] | undefined
  return {
    ...person,
    get rules() {
      return (rules ??= rulesFor(table, grants, personId, facts))
    },
    can: (name, target) => abilityFor(name).can(name, target ? subject('target', { ...target }) : 'target'),
  }
}
