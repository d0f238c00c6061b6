/** Most seconds that a first heartbeat may bring: nothing is known yet of when the page was opened. */
export const firstBeatSeconds = 60

/** From here on a page counts as read to its end, in per mille; the last lines need not touch the screen's top. */
export const endOfPage = 950

/** Kinds that are complete only by what was done in them; the domains and rooms of those kinds say so. */
const byResult = new Set(['test', 'assignment', 'video', 'package', 'tool', 'coding'])

/** Kinds that nobody has to do: they do not count in the share of a course. */
export const uncounted = ['heading']

/**
 * Whether a heartbeat completes an item (R4.3c): a page read to the end or marked done, a file or a link opened,
 * a discussion marked done; tests, assignments, videos, packages and tools never by being looked at.
 */
export function completes(kind: string, beat: { place: number; done: boolean }): boolean {
  if (byResult.has(kind) || uncounted.includes(kind)) return false
  if (kind === 'file' || kind === 'link') return true
  return beat.done || (kind === 'page' && beat.place >= endOfPage)
}

/** Share of a whole in whole percent, never above 100; nothing to do is 0. */
export function sharePercent(done: number, total: number): number {
  return total <= 0 ? 0 : Math.min(100, Math.floor((done / total) * 100))
}
