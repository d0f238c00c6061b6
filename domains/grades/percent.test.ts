import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { averageOf, lineOf, percentOf } from './percent.ts'
import { bandOf, scaleOn, scales } from './scale.ts'

const graded = fc.record({ points: fc.double({ min: 0, max: 100, noNaN: true }), maxPoints: fc.double({ min: 0, max: 100, noNaN: true }) })
const scale = scaleOn('2026-11-23')

describe('the line of a record', () => {
  it('has a percent between 0 and 100, whatever came', () => {
    fc.assert(
      fc.property(fc.array(graded), (grades) => {
        const percent = percentOf(grades)
        if (percent === null) return
        expect(percent).toBeGreaterThanOrEqual(0)
        expect(percent).toBeLessThanOrEqual(100)
      }),
    )
  })
  it('never falls when a mark rises', () => {
    fc.assert(
      fc.property(fc.array(graded, { minLength: 1 }), fc.nat(50), (grades, more) => {
        const [first, ...rest] = grades
        if (!first) return
        expect(percentOf([{ ...first, points: first.points + more }, ...rest]) ?? 0).toBeGreaterThanOrEqual(percentOf(grades) ?? 0)
      }),
    )
  })
  it('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(graded), (grades) => {
        expect(percentOf(grades.toReversed()) ?? -1).toBeCloseTo(percentOf(grades) ?? -1, 1)
      }),
    )
  })
  it('follows the table of letters at its edges', () => {
    const letters = [
      [100, 'A', '5'],
      [87, 'A', '5'],
      [86.4, 'B', '4'],
      [86.5, 'A', '5'],
      [80, 'B', '4'],
      [74, 'C', '4'],
      [68, 'D', '3'],
      [61, 'E', '3'],
      [60, 'FX', '2'],
      [31, 'FX', '2'],
      [30, 'F', '2'],
      [0, 'F', '2'],
    ] as const
    for (const [percent, letter, traditional] of letters) expect(bandOf(percent, scale)).toMatchObject({ letter, traditional })
  })
  it('covers every percent in every version of the scale', () => {
    for (const one of scales) for (let percent = 0; percent <= 100; percent++) expect(bandOf(percent, one).letter).toBeTruthy()
  })
  it('has no line before the first mark', () => {
    expect(lineOf([], scale)).toBeNull()
    expect(lineOf([{ points: 17, maxPoints: 20 }], scale)).toMatchObject({ percent: 85, band: { letter: 'B' } })
  })
  it('weighs the average by credits', () => {
    expect(
      averageOf([
        { credits: 6, gpa: 4 },
        { credits: 2, gpa: 2 },
      ]),
    ).toBe(3.5)
    expect(averageOf([])).toBeNull()
  })
})
