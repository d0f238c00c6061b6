import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideHandIn } from './hand-in-rule.ts'
import { daysLate, keptPercent, pointsKept } from './shared/late.ts'

const due = new Date('2026-11-20T12:00:00Z')
const after = (ms: number): Date => new Date(due.getTime() + ms)
const hour = 3_600_000
const policy = fc.record({ latePerDay: fc.integer({ min: 0, max: 100 }), lateFloor: fc.integer({ min: 0, max: 100 }) })

describe('late work (R4.4a)', () => {
  it('counts begun days, and the very moment of the deadline is in time', () => {
    expect([0, 1, 24 * hour, 24 * hour + 1].map((ms) => daysLate(due, after(ms)))).toEqual([0, 1, 1, 2])
    expect(daysLate(null, after(hour))).toBe(0)
  })

  it('takes per day, never below the floor, never more than was given', () => {
    expect(keptPercent({ latePerDay: 10, lateFloor: 50 }, 3)).toBe(70)
    expect(keptPercent({ latePerDay: 10, lateFloor: 50 }, 9)).toBe(50)
    expect(pointsKept(18.5, 80)).toBe(14.8)
    expect(pointsKept(0.05, 50)).toBe(0.03)
    fc.assert(
      fc.property(policy, fc.nat(60), fc.integer({ min: 0, max: 100_000 }), (rules, days, hundredths) => {
        const points = hundredths / 100
        const kept = keptPercent(rules, days)
        const counted = pointsKept(points, kept)
        expect(counted).toBeLessThanOrEqual(points)
        expect(counted).toBeGreaterThanOrEqual(0)
        expect(keptPercent(rules, days + 1)).toBeLessThanOrEqual(kept)
        // exact in whole hundredths: no remainder of binary fractions
        expect(Math.round(counted * 100)).toBe(Math.round((hundredths * kept) / 100))
        if (days === 0) expect(pointsKept(points, keptPercent(rules, 0))).toBe(points)
      }),
    )
  })

  it('is refused after its last day, unless the teacher asked for rework', () => {
    const at = (ms: number, given: object = {}) =>
      decideHandIn({ last: null, lastDaysLate: 0, dueAt: due, policy: { allowLate: true, lateDays: 2 }, now: after(ms), ...given })
    expect(at(0)).toEqual({ open: true, daysLate: 0 })
    expect(at(48 * hour)).toEqual({ open: true, daysLate: 2 })
    expect(at(48 * hour + 1)).toEqual({ open: false, reason: 'deadline' })
    expect(at(100 * hour, { last: 'returned', lastDaysLate: 1 })).toEqual({ open: true, daysLate: 1 })
    expect(at(1, { policy: { allowLate: false, lateDays: null } })).toEqual({ open: false, reason: 'deadline' })
    expect(at(9000 * hour, { policy: { allowLate: true, lateDays: null } })).toEqual({ open: true, daysLate: 375 })
  })
})
