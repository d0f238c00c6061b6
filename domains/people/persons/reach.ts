import type { Actor } from '../../../foundation/server/permissions/actor.ts'

/** How far an ability reaches over a list: everything, or these units and groups. */
export type Reach = { all: true } | { all: false; unitIds: string[]; groupIds: string[] }

/** Reads from an actor's rules over whom an ability may be used, so that a list holds nobody else. */
export function reachOf(actor: Actor | null, ability: string): Reach {
  const unitIds = new Set<string>()
  const groupIds = new Set<string>()
  for (const rule of actor?.rules ?? []) {
    if (rule.action !== ability) continue
    if (!rule.conditions) return { all: true }
    for (const one of idsOf(rule.conditions['unitIds'])) unitIds.add(one)
    for (const one of idsOf(rule.conditions['groupIds'])) groupIds.add(one)
  }
  return { all: false, unitIds: [...unitIds], groupIds: [...groupIds] }
}

function idsOf(condition: unknown): string[] {
  const list = (condition as { $in?: unknown } | undefined)?.$in
  return Array.isArray(list) ? list.map(String) : []
}
