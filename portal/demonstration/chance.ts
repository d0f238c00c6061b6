/** Chance that falls the same way every time (mulberry32), so every demonstration university is the same one. */
export interface Chance {
  /** 0 ≤ x < 1 */
  next: () => number
  /** Whole number from … to, both included. */
  whole: (from: number, to: number) => number
  pick: <T>(list: readonly T[]) => T
  /** True with this probability. */
  happens: (probability: number) => boolean
  /** Roughly normal around a middle, cut to the bounds. */
  around: (middle: number, spread: number, low: number, high: number) => number
  /** A UUID of version 7 made of this chance. */
  id: () => string
}

/** @param seed any whole number @param since time written into the ids, milliseconds */
export function chanceOf(seed: number, since = Date.UTC(2026, 0, 1)): Chance {
  let state = seed >>> 0
  let made = 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join('')
  return {
    next,
    whole,
    pick: (list) => list[whole(0, list.length - 1)] as never,
    happens: (probability) => next() < probability,
    around: (middle, spread, low, high) => Math.min(high, Math.max(low, middle + (next() + next() + next() - 1.5) * spread)),
    id: () => {
      const time = (since + made++).toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[whole(0, 3)]}${hex(3)}-${hex(12)}`
    },
  }
}
