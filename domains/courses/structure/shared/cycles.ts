/** One item waits for another. */
export interface Wait {
  itemId: string
  needsItemId: string
}

/**
 * Finds items that wait for each other in a ring: nobody could ever open them.
 * @returns the ring's items, the first repeated at the end; null when there is none
 */
export function findCycle(waits: readonly Wait[]): string[] | null {
  const needs = Map.groupBy(waits, ({ itemId }) => itemId)
  const settled = new Set<string>()
  const walk = (id: string, path: string[]): string[] | null => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id]
    if (settled.has(id)) return null
    for (const { needsItemId } of needs.get(id) ?? []) {
      const ring = walk(needsItemId, [...path, id])
      if (ring) return ring
    }
    settled.add(id)
    return null
  }
  for (const id of needs.keys()) {
    const ring = walk(id, [])
    if (ring) return ring
  }
  return null
}
