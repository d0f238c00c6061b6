/** A CASL rule as the server sends it with /api/me. */
export interface AbilityRule {
  action: string | string[]
  subject?: string | string[]
  conditions?: Record<string, unknown>
  inverted?: boolean
}

/** What an act is aimed at (the server's `Target`). */
export interface AbilityTarget {
  personId?: string | null
  unitIds?: string[]
  groupIds?: string[]
  offeringId?: string | null
}

function meets(target: AbilityTarget, conditions: Record<string, unknown>): boolean {
  return Object.entries(conditions).every(([field, wanted]) => {
    const actual: unknown = target[field as keyof AbilityTarget]
    if (typeof wanted !== 'object' || wanted === null) return actual === wanted
    const list = (wanted as { $in?: unknown[] }).$in ?? []
    return Array.isArray(actual) ? actual.some((one) => list.includes(one)) : list.includes(actual)
  })
}

/**
 * May the person do this? The server decides again at the act: this only keeps the interface from offering what
 * would be refused. The portal's rules know only «equals» and «is one of», so the whole CASL library is not sent
 * to the browser for them.
 * @param target without one: over anything at all
 */
export function can(rules: readonly AbilityRule[], ability: string, target?: AbilityTarget): boolean {
  return rules.some(({ action, conditions, inverted }) => {
    if (inverted || !(Array.isArray(action) ? action.includes(ability) : action === ability)) return false
    return !conditions || !target || meets(target, conditions)
  })
}
