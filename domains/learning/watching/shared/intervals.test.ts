import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf, trimToBudget, type Played } from './beat.ts'
import { gapsOf, lengthOf, mergeIntervals, nextGap, watchedShare, type Interval } from './intervals.ts'

const interval = fc.tuple(fc.nat(3000), fc.nat(3000)) as fc.Arbitrary<Interval>
const intervals = fc.array(interval, { maxLength: 40 })
const length = 3000
/** The set of tenths that stretches cover: the plain truth that merging must agree with. */
const covered = (given: readonly Interval[]): Set<number> =>
  new Set(given.flatMap(([from, to]) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)))

test('merged stretches are in order, apart, and cover the same', () => {
  fc.assert(
    fc.property(intervals, (given) => {
      const merged = mergeIntervals(given)
      for (const [at, [from, to]] of merged.entries()) {
        expect(to).toBeGreaterThan(from)
        if (at > 0) expect(from).toBeGreaterThan(merged[at - 1]?.[1] ?? Infinity)
      }
      expect(lengthOf(merged)).toBe(covered(given).size)
    }),
  )
})

test('merging does not care for order, repetition or grouping', () => {
  fc.assert(
    fc.property(intervals, intervals, (one, other) => {
      const whole = mergeIntervals([...one, ...other])
      expect(mergeIntervals([...other, ...one, ...one])).toEqual(whole)
      expect(mergeIntervals([...mergeIntervals(one), ...mergeIntervals(other)])).toEqual(whole)
    }),
  )
})

test('what is watched and what is left make the whole film', () => {
  fc.assert(
    fc.property(intervals, (given) => {
      const gaps = gapsOf(given, length)
      expect(lengthOf(gaps) + lengthOf(mergeIntervals(given))).toBe(length)
      expect(gaps.every(([from, to]) => given.every(([start, end]) => end <= start || end <= from || start >= to))).toBe(true)
    }),
  )
})

test('watching more never makes the share smaller; watching all makes it one', () => {
  fc.assert(
    fc.property(intervals, interval, (given, more) => {
      expect(watchedShare([...given, more], length)).toBeGreaterThanOrEqual(watchedShare(given, length))
    }),
  )
  expect(watchedShare([[0, length]], length)).toBe(1)
  expect(watchedShare([], length)).toBe(0)
  expect(watchedShare([[0, 5]], 0)).toBe(0)
})

test('a breath between two stretches is no gap, a jump is one', () => {
  expect(
    nextGap(
      [
        [0, 100],
        [108, length],
      ],
      length,
    ),
  ).toBeNull()
  expect(
    nextGap(
      [
        [0, 100],
        [200, length],
      ],
      length,
      2500,
    ),
  ).toEqual([100, 200])
  expect(
    nextGap(
      [
        [0, 100],
        [200, 300],
      ],
      length,
      250,
    ),
  ).toEqual([300, length])
})

const played = fc.array(
  fc.record({
    from: fc.integer({ min: -50, max: 4000 }),
    to: fc.integer({ min: -50, max: 4000 }),
    speed: fc.double({ min: 0, max: 16, noNaN: true }),
    how: fc.constantFrom('seen' as const, 'heard' as const, 'hidden' as const),
  }),
  { maxLength: 30 },
)

test('no page can tell of more than real time times its speed, nor more than twice real time, nor beyond the film', () => {
  fc.assert(
    fc.property(played, fc.integer({ min: -10, max: 5000 }), (given: Played[], budget) => {
      const { played: believed, cost } = trimToBudget(given, budget, length)
      expect(cost).toBeLessThanOrEqual(Math.max(0, budget) + 1e-6)
      expect(believed.reduce((sum, one) => sum + costOf(one), 0)).toBeCloseTo(cost, 6)
      expect(believed.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThanOrEqual(Math.max(0, budget) * 2 + 1e-6)
      expect(believed.every(({ from, to }) => from >= 0 && to <= length && to > from)).toBe(true)
    }),
  )
})

test('what fits the time is believed whole', () => {
  const given: Played[] = [
    { from: 0, to: 300, speed: 1.5, how: 'seen' },
    { from: 1000, to: 1100, speed: 1, how: 'hidden' },
  ]
  expect(trimToBudget(given, 300, length)).toEqual({ played: given, cost: 300 })
})
