import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleOn } from '../scale.ts'
import { schemeByPoints, schemeOfSyllabus } from './default-scheme.ts'
import { bonusPart, faultsOf, placeOf, sumOfWeights, type SchemeContent } from './shared/scheme.ts'
import { sumWorks, type Work } from './sum-works.ts'

const options = { scale: scaleOn('2026-11-23'), closed: false }
const control = (id: string, kind: 'current' | 'module' | 'independent' | 'final', weight: number) => ({
  id,
  kind,
  weight,
  title: { ky: id },
  week: null,
})
const controls = [control('tests', 'current', 24), control('labs', 'independent', 24), control('module', 'module', 12), control('exam', 'final', 40)]
const stated = (): SchemeContent => {
  const found = schemeOfSyllabus({ controls })
  if (!found) throw new Error('the syllabus is usable')
  return found
}
const works = fc
  .array(fc.record({ kind: fc.constantFrom('test', 'assignment'), most: fc.integer({ min: 1, max: 50 }), share: fc.integer({ min: 0, max: 100 }) }), {
    minLength: 1,
    maxLength: 15,
  })
  .map((all) => all.map((one, at): Work => ({ id: String(at), kind: one.kind, points: (one.most * one.share) / 100, maxPoints: one.most })))
const percent = (scheme: SchemeContent, all: Work[]): number => sumWorks(scheme, all, options)?.percent ?? 0

describe('the scheme of an offering', () => {
  it('takes the weights of a usable syllabus, and counts all points alike without one', () => {
    expect(stated().parts.map(({ id, weight }) => [id, weight])).toEqual([
      ['tests', 24],
      ['labs', 24],
      ['module', 12],
      ['exam', 40],
    ])
    expect(schemeOfSyllabus({ controls: controls.slice(1) })).toBeNull()
    expect(schemeOfSyllabus({ controls: [] })).toBeNull()
    expect(schemeOfSyllabus({ controls: [...controls, control('none', 'current', 0)] })?.parts).toHaveLength(4)
    expect(faultsOf(schemeByPoints())).toEqual([])
  })

  it('adds weights as people do: thirds with two digits make a hundred', () => {
    expect(sumOfWeights([{ weight: 33.33 }, { weight: 33.33 }, { weight: 33.34 }])).toBe(100)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 10 }), (hundredths) => {
        const sum = hundredths.reduce((all, one) => all + one, 0)
        expect(sumOfWeights(hundredths.map((one) => ({ weight: one / 100 })))).toBe(sum / 100)
      }),
    )
  })

  it('places works by what is said, else by their kind; never in an exam by itself', () => {
    const scheme = { ...stated(), items: { said: 'exam', never: null } }
    expect(placeOf(scheme, { id: 'said', kind: 'test' })).toEqual({ partId: 'exam', guessed: false })
    expect(placeOf(scheme, { id: 'never', kind: 'test' })).toEqual({ partId: null, guessed: false })
    expect(placeOf(scheme, { id: 'new', kind: 'test' })).toEqual({ partId: 'tests', guessed: true })
    expect(placeOf(scheme, { id: 'new', kind: 'assignment' })).toEqual({ partId: 'labs', guessed: true })
    const exams = schemeOfSyllabus({ controls: [control('one', 'final', 50), control('two', 'final', 50)] })
    expect(exams && placeOf(exams, { id: 'new', kind: 'test' }).partId).toBeNull()
    expect(placeOf(schemeByPoints(), { id: 'new', kind: 'test' })).toEqual({ partId: 'all', guessed: true })
  })

  it('without a syllabus is what points make of points', () => {
    fc.assert(
      fc.property(works, (all) => {
        const most = all.reduce((sum, one) => sum + one.maxPoints, 0)
        const share = (all.reduce((sum, one) => sum + one.points, 0) / most) * 100
        expect(Math.abs(percent(schemeByPoints(), all) - share)).toBeLessThanOrEqual(0.5 + 1e-6)
      }),
    )
  })

  it('never falls for a better mark, wherever works are placed', () => {
    const places = fc.array(fc.constantFrom('tests', 'labs', 'module', 'exam', bonusPart, null, undefined), { minLength: 15, maxLength: 15 })
    fc.assert(
      fc.property(works, places, fc.nat(), fc.integer({ min: 0, max: 20 }), (all, where, pick, bonusMost) => {
        const items = Object.fromEntries(where.flatMap((place, at) => (place === undefined ? [] : [[String(at), place]])))
        const scheme = { ...stated(), items, bonusMost }
        const at = pick % all.length
        const better = all.map((one, index) => (index === at ? { ...one, points: one.maxPoints } : one))
        expect(percent(scheme, better)).toBeGreaterThanOrEqual(percent(scheme, all))
      }),
    )
  })

  it('leaves out what has no part, and caps a bonus', () => {
    const all: Work[] = [
      { id: 'a', kind: 'test', points: 7, maxPoints: 10 },
      { id: 'b', kind: 'test', points: 0, maxPoints: 10 },
      { id: 'c', kind: 'assignment', points: 9, maxPoints: 10 },
    ]
    const scheme = { ...stated(), bonusMost: 5, items: { a: 'tests', b: null, c: bonusPart } }
    expect(sumWorks(scheme, all, options)).toMatchObject({ percent: 75, steps: expect.arrayContaining([{ kind: 'bonus', asked: 9, given: 5 }]) })
    expect(sumWorks({ ...scheme, items: { a: null, b: null, c: bonusPart } }, all, options)).toBeNull()
  })
})
