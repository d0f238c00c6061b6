/** A stretch of a film in tenths of a second, its end not counted in. */
export type Interval = readonly [from: number, to: number]

/** Puts stretches in order and together; empty and turned ones fall out, those nearer than `gap` become one. */
export function mergeIntervals(intervals: readonly Interval[], gap = 0): Interval[] {
  const merged: [number, number][] = []
  for (const [from, to] of intervals.filter(([start, end]) => end > start).toSorted((left, right) => left[0] - right[0] || left[1] - right[1])) {
    const last = merged.at(-1)
    if (last && from <= last[1] + gap) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** Length of stretches that do not overlap. */
export function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [from, to]) => sum + (to - from), 0)
}

/** What of 0…length lies in none of them. */
export function gapsOf(intervals: readonly Interval[], length: number): Interval[] {
  const gaps: Interval[] = []
  let at = 0
  for (const [from, to] of mergeIntervals(intervals)) {
    if (from > at) gaps.push([at, Math.min(from, length)])
    at = Math.max(at, to)
  }
  if (at < length) gaps.push([at, length])
  return gaps.filter(([from, to]) => to > from)
}

/** Played stretches may lack a breath where the player paused or a segment ended: such gaps are no gaps. */
export const breath = 10

/** Share of a film that was really watched, 0 to 1. */
export function watchedShare(played: readonly Interval[], length: number): number {
  if (length <= 0) return 0
  const inside = mergeIntervals(played, breath).map(([from, to]) => [Math.max(0, from), Math.min(to, length)] as const)
  return Math.min(1, lengthOf(mergeIntervals(inside)) / length)
}

/** Where the rest begins: the first gap after a place, else the first at all; null when nothing is left. */
export function nextGap(played: readonly Interval[], length: number, place = 0): Interval | null {
  const gaps = gapsOf(mergeIntervals(played, breath), length)
  return gaps.find(([, to]) => to > place) ?? gaps[0] ?? null
}
