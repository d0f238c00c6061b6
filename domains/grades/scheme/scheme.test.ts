import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleOn } from '../scale.ts'
import { afterExam } from './after-exam.ts'
import { faultsOf, type Scheme } from './shared/scheme.ts'
import { sumUp, type Score } from './sum-up.ts'

const scale = scaleOn('2026-09-01')
const scheme = (dropLowest = 0, bonusMost = 0): Scheme => ({
  parts: [
    { id: 'current', weight: 30, works: 'alike', dropLowest },
    { id: 'interim', weight: 30, works: 'alike', dropLowest: 0 },
    { id: 'final', weight: 40, works: 'by-points', dropLowest: 0 },
  ],
  bonusMost,
  rounding: 'half-up',
})

const marks = fc
  .array(
    fc.record({
      part: fc.constantFrom('current', 'interim', 'final'),
      most: fc.integer({ min: 1, max: 100 }),
      share: fc.integer({ min: 0, max: 100 }),
    }),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((all) => all.map((one, at): Score => ({ id: String(at), partId: one.part, points: (one.most * one.share) / 100, maxPoints: one.most })))
const percent = (one: Scheme, scores: Score[], closed = true, bonus = 0) => sumUp(one, scores, { scale, closed, bonus })?.percent ?? 0

describe('a grading scheme', () => {
  it('gives a whole percent from 0 to 100, whatever the marks', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 0, max: 200 }), fc.boolean(), (scores, bonus, closed) => {
        const found = percent(scheme(1, 10), scores, closed, bonus)
        expect(Number.isInteger(found) && found >= 0 && found <= 100).toBe(true)
      }),
    )
  })

  it('never lowers a grade for a better mark, for a dropped work or for a bonus', () => {
    fc.assert(
      fc.property(marks, fc.nat(), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 10 }), (scores, pick, drop, bonus) => {
        const at = pick % scores.length
        const better = scores.map((one, index) => (index === at ? { ...one, points: one.maxPoints } : one))
        const before = percent(scheme(drop, 10), scores)
        expect(percent(scheme(drop, 10), better)).toBeGreaterThanOrEqual(before)
        expect(percent(scheme(drop + 1, 10), scores)).toBeGreaterThanOrEqual(before)
        expect(percent(scheme(drop, 10), scores, true, bonus)).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it('does not hang on the order of marks, and counts or drops each once', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 0, max: 3 }), (scores, drop) => {
        const found = sumUp(scheme(drop), scores, { scale, closed: true })
        expect(percent(scheme(drop), scores.toReversed())).toBe(found?.percent)
        const named = found?.steps.flatMap((step) => (step.kind === 'part' ? [...step.counted, ...step.dropped] : []))
        expect(named?.toSorted()).toEqual(scores.map((one) => one.id).toSorted())
      }),
    )
  })

  it('gives the same percent for the same share everywhere, and rounds once at a border', () => {
    const all = (points: number): Score[] => ['current', 'interim', 'final'].map((partId) => ({ id: partId, partId, points, maxPoints: 1000 }))
    for (let tenths = 0; tenths <= 1000; tenths += 1) expect(percent(scheme(), all(tenths))).toBe(Math.floor((tenths + 5) / 10))
    expect(percent(scheme(), all(864.99))).toBe(86)
    expect(percent({ ...scheme(), rounding: 'down' }, all(869.99))).toBe(86)
  })

  it('takes a part without marks as not yet there while the discipline runs, and as nothing once closed', () => {
    const only: Score[] = [{ id: 'a', partId: 'current', points: 9, maxPoints: 10 }]
    expect(percent(scheme(), only, false)).toBe(90)
    expect(percent(scheme(), only)).toBe(27)
    expect(sumUp(scheme(), [], { scale, closed: false })).toBeNull()
  })

  it('names what is wrong with a scheme and refuses to count by it', () => {
    const [first, ...rest] = scheme().parts
    if (!first) throw new Error('no part')
    expect(faultsOf(scheme())).toEqual([])
    expect(faultsOf({ ...scheme(), parts: rest })).toEqual(['weights'])
    expect(faultsOf({ ...scheme(), parts: [{ ...first, works: 'by-points', dropLowest: 1 }, ...rest] })).toEqual(['drop-by-points'])
    expect(() => sumUp({ ...scheme(), parts: rest }, [], { scale, closed: true })).toThrow('weights')
  })

  it('leads FX to two retakes, a commission and a repeat, F to a repeat', () => {
    for (const failed of [
      { letter: 'FX', gpa: 0 },
      { letter: '2', gpa: 0 },
    ])
      expect([0, 1, 2, 3].map((sat) => afterExam(failed, sat))).toEqual(['retake', 'retake', 'commission', 'repeat'])
    expect([afterExam({ letter: 'F', gpa: 0 }, 0), afterExam({ letter: 'E', gpa: 2 }, 0)]).toEqual(['repeat', 'passed'])
  })
})
