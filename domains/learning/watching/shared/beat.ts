import { mergeIntervals, type Interval } from './intervals.ts'

/** Fastest speed that counts as watching. */
export const fastest = 2

/** A stretch as it was played: tenths of seconds of the film, at a speed, seen, heard (sound alone) or in a hidden tab. */
export interface Played {
  from: number
  to: number
  speed: number
  how: 'seen' | 'heard' | 'hidden'
}

/** Tenths of real seconds that a stretch took. */
export function costOf({ from, to, speed }: Played): number {
  return Math.max(0, to - from) / Math.min(fastest, Math.max(0.25, speed))
}

/**
 * Cuts what a page tells to the real time that it can have taken, in the order in which it was played.
 * @param budget tenths of real seconds
 * @returns what is believed, and what it cost
 */
export function trimToBudget(played: readonly Played[], budget: number, length: number): { played: Played[]; cost: number } {
  let rest = Math.max(0, budget)
  let cost = 0
  const believed: Played[] = []
  for (const one of played) {
    const from = Math.max(0, Math.round(one.from))
    const to = Math.min(length, Math.round(one.to))
    if (to <= from) continue
    const speed = Math.min(fastest, Math.max(0.25, one.speed))
    const most = Math.floor(rest * speed)
    const cut = { ...one, from, speed, to: Math.min(to, from + most) }
    if (cut.to <= cut.from) break
    believed.push(cut)
    cost += costOf(cut)
    rest -= costOf(cut)
  }
  return { played: believed, cost }
}

/** The stretches of some kinds of playing, put together. */
export function stretchesOf(played: readonly Played[], ...kinds: Played['how'][]): Interval[] {
  return mergeIntervals(played.filter(({ how }) => kinds.includes(how)).map(({ from, to }) => [from, to] as const))
}
