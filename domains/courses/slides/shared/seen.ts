/** A page that somebody really looked at, and when they first did. */
export interface SeenPage {
  page: number
  /** ISO 8601, the device's word where there was no line. */
  seenAt: string
}

/** Seconds that a page must stand in sight before it counts as seen. */
export const secondsToSee = 2
/** Pages of a presentation at most. */
export const mostPages = 300

/**
 * The pages of both lists, each once with its earliest time, in the order of the pages. Whatever order the lists arrive
 * in, and however often, the outcome is the same.
 */
export function mergeSeen(kept: readonly SeenPage[], fresh: readonly SeenPage[]): SeenPage[] {
  const earliest = new Map<number, string>()
  for (const { page, seenAt } of [...kept, ...fresh]) {
    if (!Number.isInteger(page) || page < 1 || page > mostPages) continue
    const known = earliest.get(page)
    if (known === undefined || Date.parse(seenAt) < Date.parse(known)) earliest.set(page, seenAt)
  }
  return [...earliest].map(([page, seenAt]) => ({ page, seenAt })).toSorted((one, other) => one.page - other.page)
}

/** How many of the pages are still unseen. */
export function leftToSee(seen: readonly number[], count: number): number {
  return count - new Set(seen.filter((page) => page >= 1 && page <= count)).size
}
