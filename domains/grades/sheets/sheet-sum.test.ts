import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { presets, scales, type Scale } from '../scale.ts'
import type { SchemeContent } from '../scheme/shared/scheme.ts'
import { sumWorks, type Work } from '../scheme/sum-works.ts'
import { nextSheet } from './retake-rule.ts'
import { columnsOfExam, columnsOfWorks, totalsOf, weightsOf } from './sheet-sum.ts'
import { numberOf, seriesOf, sheetKinds } from './shared/sheet.ts'

const scale = scales[0] as Scale
const every = presets.map((one): Scale => ({ ...one, validFrom: '2020-01-01', basis: 'test' }))
const plain = { works: 'by-points', dropLowest: 0, title: {} } as const
const scheme: SchemeContent = {
  parts: [
    { id: 'c', kind: 'current', weight: 30, ...plain },
    { id: 'm', kind: 'module', weight: 30, ...plain },
    { id: 'f', kind: 'final', weight: 40, ...plain },
  ],
  bonusMost: 5,
  rounding: 'half-up',
  items: { a: 'c', b: 'm', e: 'f', x: 'bonus' },
}
const work = (id: string, points: number, maxPoints = 100): Work => ({ id, kind: 'test', points, maxPoints })
const hundredths = fc.integer({ min: 0, max: 10_000 }).map((one) => one / 100)

describe('the columns of a sheet', () => {
  it('show the shares of the controls, and the sum is that of the grade book', () => {
    const columns = columnsOfWorks(scheme, [work('a', 80), work('b', 70), work('e', 90), work('x', 2)], { scale, sat: true })
    expect(columns).toMatchObject({ current: 26, interim: 21, final: 36, percent: 83 })
    expect(columns.band.letter).toBe('B')
    expect(weightsOf(scheme)).toEqual({ current: 30, interim: 30, final: 40 })
  })

  it('what was not handed in gives nothing, and who did not sit the exam has no points of it', () => {
    expect(columnsOfWorks(scheme, [work('a', 100)], { scale, sat: true })).toMatchObject({ current: 30, interim: 0, final: 0, percent: 30 })
    expect(columnsOfWorks(scheme, [work('a', 100), work('e', 100)], { scale, sat: false })).toMatchObject({ final: 0, percent: 30 })
  })

  it('agree with the closed sum of the book for any works, and add up to it within the rounding of what is shown', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'e', 'x'), points: hundredths }), { maxLength: 12 }), (given) => {
        const works = given.map(({ id, points }) => work(id, points))
        const columns = columnsOfWorks(scheme, works, { scale, sat: true })
        expect(columns.percent).toBe(sumWorks(scheme, works, { scale, closed: true })?.percent)
        expect(Math.abs(columns.current + columns.interim + columns.final - columns.percent)).toBeLessThanOrEqual(0.5 + 0.03)
      }),
    )
  })
})

describe('an exam sat anew', () => {
  it('keeps current and interim and gives its share', () => {
    expect(columnsOfExam(scheme, { current: 24, interim: 21, exam: 90 }, scale)).toMatchObject({ current: 24, interim: 21, final: 36, percent: 81 })
    expect(columnsOfExam(scheme, { current: 24, interim: 21, exam: 38.75 }, scale)).toMatchObject({ final: 15.5, percent: 61 })
  })

  it('is the whole grade where the scheme has no exam', () => {
    const alone: SchemeContent = { ...scheme, parts: [{ id: 'all', kind: 'all', weight: 100, ...plain }], items: {} }
    expect(columnsOfExam(alone, { current: 40, interim: 0, exam: 65 }, scale)).toMatchObject({ current: 0, interim: 0, final: 65, percent: 65 })
  })

  it('never lowers the grade by more points, stays within a hundred, and the band is that of the percent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3500 }),
        fc.integer({ min: 0, max: 3000 }),
        hundredths,
        hundredths,
        fc.constantFrom(...every),
        (current, interim, exam, other, known) => {
          const of = (points: number) => columnsOfExam(scheme, { current: current / 100, interim: interim / 100, exam: points }, known)
          const [less, more] = [of(Math.min(exam, other)), of(Math.max(exam, other))]
          expect(more.percent).toBeGreaterThanOrEqual(less.percent)
          expect(more.percent).toBeLessThanOrEqual(100)
          expect(Math.abs(Math.min(100, more.current + more.interim + more.final) - more.percent)).toBeLessThanOrEqual(0.51)
          expect(known.bands.find(({ letter }) => letter === more.band.letter)?.from).toBeLessThanOrEqual(more.percent)
        },
      ),
    )
  })
})

describe('totals', () => {
  const line = fc.record({
    traditional: fc.constantFrom('5', '4', '3', '2'),
    absent: fc.boolean(),
    refusal: fc.constantFrom(null, null, 'debts'),
  })
  it('every student has one mark; quality is never above success, both are whole percents', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.constantFrom(...every), (lines, known) => {
        const { marks, success, quality } = totalsOf(lines, known)
        expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(lines.length)
        if (lines.length === 0) {
          expect([success, quality]).toEqual([null, null])
          return
        }
        expect(quality ?? 0).toBeLessThanOrEqual(success ?? 0)
        expect(Number.isInteger(success) && (success ?? -1) >= 0 && (success ?? 101) <= 100).toBe(true)
        const failed = lines.filter(({ traditional }) => traditional === '2').length
        expect(Math.abs((success ?? 0) - (100 * (lines.length - failed)) / lines.length)).toBeLessThanOrEqual(0.5)
      }),
    )
  })
})

describe('what comes after a sheet (FX: two retakes and a commission; F: repeat)', () => {
  const satKinds = ['first', 'retake', 'second_retake', 'commission'] as const
  it('goes retake, second retake, commission, repeat', () => {
    const fx = { letter: 'FX', gpa: 0 }
    expect(satKinds.map((kind) => nextSheet(kind, fx))).toEqual(['retake', 'second_retake', 'commission', 'repeat'])
    expect(satKinds.map((kind) => nextSheet(kind, { letter: 'F', gpa: 0 }))).toEqual(['repeat', 'repeat', 'repeat', 'repeat'])
  })

  it('for any band of any scale: who passed is on no sheet, F is on none, and whoever keeps failing ends after three', () => {
    fc.assert(
      fc.property(fc.constantFrom(...every.flatMap(({ bands }) => bands)), (band) => {
        const path: string[] = []
        let kind: (typeof satKinds)[number] | undefined = 'first'
        while (kind) {
          const next = nextSheet(kind, band)
          path.push(next)
          kind = satKinds.find((one) => one === next)
        }
        expect(path).toEqual(band.gpa > 0 ? ['none'] : band.letter === 'F' ? ['repeat'] : ['retake', 'second_retake', 'commission', 'repeat'])
      }),
    )
  })
})

describe('numbers', () => {
  it('tell the academic year and the sort, and differ for different places', () => {
    expect(numberOf(seriesOf('2026/27', 'first'), 42)).toBe('2026-1/0042')
    expect(numberOf(seriesOf('2026/27', 'correction'), 1)).toBe('2026-3/0001')
    const place = fc.record({
      year: fc.integer({ min: 2020, max: 2099 }),
      kind: fc.constantFrom(...sheetKinds),
      sequence: fc.integer({ min: 1, max: 99_999 }),
    })
    fc.assert(
      fc.property(place, place, (one, other) => {
        const series = (of: typeof one) => seriesOf(`${of.year}/${(of.year + 1) % 100}`, of.kind)
        const same = series(one) === series(other) && one.sequence === other.sequence
        expect(numberOf(series(one), one.sequence) === numberOf(series(other), other.sequence)).toBe(same)
      }),
    )
  })
})
