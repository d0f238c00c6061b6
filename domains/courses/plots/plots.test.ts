import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitizeLesson } from '../sanitize-lesson.ts'
import { compile } from './shared/expression.ts'
import { emptyPlot, faultOfPlot, formulasOf, readPlot, type Plot } from './shared/plot.ts'

const at = (text: string, x = 0, values: Record<string, number> = {}) => compile(text, ['x', ...Object.keys(values)])?.({ ...values, x })

describe('formulas', () => {
  test.each([
    ['2x + 1', 3, 7],
    ['-x^2', 3, -9],
    ['2^-1', 0, 0.5],
    ['2^3^2', 0, 512],
    ['(x+1)(x-1)', 3, 8],
    ['2sin(x)cos(x)', Math.PI / 4, 1],
    ['1,5x', 2, 3],
    ['10 − 4 − 3', 0, 3],
    ['12/2/3', 0, 2],
    ['sqrt(abs(-16))', 0, 4],
    ['lg(1000) + ln(e)', 0, 4],
    ['3 · 4', 0, 12],
    ['2 pi', 0, 2 * Math.PI],
    ['x2', 0, undefined],
  ])('%s at %d is %d', (text, x, wanted) => {
    const found = at(text, x)
    if (wanted === undefined) expect(found).toBeUndefined()
    else expect(found).toBeCloseTo(wanted, 9)
  })
  test.each([
    '',
    '2 +',
    ')x(',
    'alert(1)',
    'x.constructor',
    'this',
    '__proto__',
    'constructor(1)',
    'toString',
    'sin x',
    '2 3',
    'x = 1',
    '1e9',
    "x'",
    'a',
  ])('%s is none', (text) => expect(compile(text, ['x'])).toBeNull())
  test('a slider is a name like any other', () => expect(at('a x^2 + b', 2, { a: 3, b: 1 })).toBe(13))
  test('brackets without end are refused, not followed', () => expect(compile('('.repeat(100) + 'x' + ')'.repeat(99), ['x'])).toBeNull())
  test('any text is a formula or none, and never an error; numbers come out as they went in', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void compile(text, ['x'])))
    const number = fc.integer({ min: -1000, max: 1000 })
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(at(`(${a}) + (${b}) * (${c})`)).toBe(a + b * c)
        expect(at(`(${a} - ${b < 0 ? `(${b})` : b})x`, c)).toBeCloseTo((a - b) * c, 6)
      }),
    )
  })
})

const plot: Plot = {
  ...emptyPlot(),
  title: 'Парабола',
  alt: 'Бутактары өйдө караган парабола',
  sliders: [{ name: 'a', min: -3, max: 3, value: 1 }],
  functions: ['a x^2'],
  points: [
    { name: 'A', x: 1, y: 1, moves: 0 },
    { name: 'B', x: 0, y: 0, moves: 'fixed' },
  ],
  shapes: [{ kind: 'segment', points: ['A', 'B'] }],
}
const block = (spec: unknown): string =>
  `<figure data-block="plot" data-spec="${JSON.stringify(spec).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"></figure>`

describe('a plot in a lesson', () => {
  test('is kept as it was written, and computed', () => {
    expect(readPlot(JSON.stringify(plot))).toEqual(plot)
    expect(sanitizeLesson(block(plot)).html).toContain('data-spec')
    expect(formulasOf(plot)[0]?.(3, { a: 2 })).toBe(18)
  })
  test.each([
    ['no title', { title: '' }, { part: 'title' }],
    ['no words for who does not see it', { alt: ' ' }, { part: 'alt' }],
    ['a box upside down', { box: [-1, -1, 1, 1] }, { part: 'box' }],
    ['a formula that is none', { functions: ['alert(1)'] }, { part: 'function', at: 0 }],
    ['a slider named like a function', { sliders: [{ name: 'e', min: 0, max: 1, value: 0 }] }, { part: 'slider', at: 0 }],
    ['a slider outside of itself', { sliders: [{ name: 'a', min: 0, max: 1, value: 2 }] }, { part: 'slider', at: 0 }],
    ['a name with markup', { points: [{ name: '<b>', x: 0, y: 0, moves: 'free' }], shapes: [] }, { part: 'point', at: 0 }],
    ['a point on no graph', { points: [{ name: 'A', x: 0, y: 0, moves: 4 }], shapes: [] }, { part: 'point', at: 0 }],
    ['a shape of unknown points', { shapes: [{ kind: 'circle', points: ['A', 'Z'] }] }, { part: 'shape', at: 0 }],
    ['nothing at all', { functions: [], points: [], shapes: [], sliders: [] }, { part: 'nothing' }],
  ])('%s is told and not kept', (_what, change, fault) => {
    const wrong = { ...plot, ...change } as Plot
    expect(faultOfPlot(wrong)).toEqual(fault)
    expect(readPlot(JSON.stringify(wrong))).toBeNull()
    expect(sanitizeLesson(block(wrong)).html).not.toContain('data-spec')
  })
  test('whatever stands in the JSON, it is a plot or none', () => {
    fc.assert(fc.property(fc.json(), (text) => void readPlot(text)))
    expect(readPlot('{')).toBeNull()
    expect(readPlot('null')).toBeNull()
  })
})
