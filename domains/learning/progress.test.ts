import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { completes, sharePercent } from './progress-rule.ts'
import { meetsOn, teachingWeek, type MeetingRow } from './read-meetings.ts'

describe('completion', () => {
  it('never completes a test or an assignment by reading', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.boolean(), (place, done) => {
        expect(completes('test', { place, done })).toBe(false)
        expect(completes('assignment', { place, done })).toBe(false)
      }),
    )
  })
  it('completes a page at its end or when marked done, a file when opened', () => {
    expect(completes('page', { place: 500, done: false })).toBe(false)
    expect(completes('page', { place: 980, done: false })).toBe(true)
    expect(completes('page', { place: 0, done: true })).toBe(true)
    expect(completes('file', { place: 0, done: false })).toBe(true)
  })
  it('keeps a share between 0 and 100', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (done, total) => {
        const share = sharePercent(done, total)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(100)
      }),
    )
  })
})

describe('weekly meetings', () => {
  const meeting = { starts_on: '2026-09-01', ends_on: '2027-01-20', weekday: 1, weeks: 'odd' } as MeetingRow
  it('counts teaching weeks from the week of the first day', () => {
    expect(teachingWeek('2026-09-01', '2026-09-01')).toBe(1)
    expect(teachingWeek('2026-09-01', '2026-09-07')).toBe(2)
  })
  it('meets on the right weekday, in odd weeks, inside the term', () => {
    expect(meetsOn(meeting, '2026-09-07')).toBe(false)
    expect(meetsOn(meeting, '2026-09-14')).toBe(true)
    expect(meetsOn(meeting, '2026-09-15')).toBe(false)
    expect(meetsOn(meeting, '2027-02-01')).toBe(false)
  })
})
