import { describe, expect, it } from 'vitest'
import { averageOf } from './average.ts'
import { bandOf, presets, scaleOn, scales } from './scale.ts'

const preset = (id: string) => {
  const found = presets.find((one) => one.id === id)
  if (!found) throw new Error(`no preset ${id}`)
  return found
}

describe('scales and the average', () => {
  it('follows the table of letters at its edges', () => {
    const letters = [
      [100, 'A', '5'],
      [87, 'A', '5'],
      [86, 'B', '4'],
      [80, 'B', '4'],
      [79, 'C', '4'],
      [74, 'C', '4'],
      [73, 'D', '3'],
      [68, 'D', '3'],
      [67, 'E', '3'],
      [61, 'E', '3'],
      [60, 'FX', '2'],
      [31, 'FX', '2'],
      [30, 'F', '2'],
      [0, 'F', '2'],
    ] as const
    for (const [percent, letter, traditional] of letters) expect(bandOf(percent, preset('letters-2020'))).toMatchObject({ letter, traditional })
  })

  it.each([
    ['marks-86-76-60', 86, 76, 60],
    ['marks-90-76-60', 90, 76, 60],
    ['marks-85-74-61', 85, 74, 61],
  ] as const)('follows the borders of %s', (id, five, four, three) => {
    for (const [from, mark, below] of [
      [five, '5', '4'],
      [four, '4', '3'],
      [three, '3', '2'],
    ] as const) {
      expect(bandOf(from, preset(id)).traditional).toBe(mark)
      expect(bandOf(from - 1, preset(id)).traditional).toBe(below)
    }
  })

  it('gives a better grade for a higher percent in every preset, and covers each', () => {
    for (const one of presets)
      for (let percent = 1; percent <= 100; percent++) expect(bandOf(percent, one).gpa).toBeGreaterThanOrEqual(bandOf(percent - 1, one).gpa)
  })

  it('takes the scale of the day: the letters hold now', () => {
    expect(scaleOn('2026-11-23').id).toBe('letters-2020')
    const [now] = scales
    if (!now) throw new Error('no scale holds')
    const later = { ...preset('marks-86-76-60'), validFrom: '2027-09-01', basis: 'DP-08.01' }
    expect(scaleOn('2027-08-31', [now, later]).id).toBe('letters-2020')
    expect(scaleOn('2027-09-01', [now, later]).id).toBe('marks-86-76-60')
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
