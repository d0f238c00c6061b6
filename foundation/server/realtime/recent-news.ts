import type { News } from './realtime.ts'

/** A page asks for its contents first and connects after: on a slow line this much later. */
const keptMs = 30_000
/** More than this in half a minute is a busy hour: who connects anew then hears the newest. */
const keptAtMost = 5_000

export interface RecentNews {
  /** Keeps what was just told to these rooms. */
  keep: (rooms: readonly string[], news: News) => void
  /** What was told to a room lately, oldest first. */
  of: (room: string) => News[]
}

/**
 * What was told in the last half minute. A page that was just opened has read its contents before it hangs on the line;
 * what was told in between would never reach it, so it is told on connecting.
 * @param now milliseconds; given by tests
 */
export function recentNews(now: () => number = Date.now): RecentNews {
  const kept: { at: number; rooms: ReadonlySet<string>; news: News }[] = []
  const forget = () => {
    const since = now() - keptMs
    while (kept[0] && (kept[0].at < since || kept.length > keptAtMost)) kept.shift()
  }
  return {
    keep(rooms, news) {
      kept.push({ at: now(), rooms: new Set(rooms), news })
      forget()
    },
    of(room) {
      forget()
      return kept.filter((one) => one.rooms.has(room)).map((one) => one.news)
    },
  }
}
