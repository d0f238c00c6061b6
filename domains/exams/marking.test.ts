import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { readNumber } from './bank/shared/read-number.ts'
import { markOne, markPaper } from './mark-answer.ts'
import { randomOf, shuffle } from './bank/shared/random.ts'
import { answersShown } from './queries.ts'
import { sanitizePrompt } from './sanitize-prompt.ts'
import { correlation, cronbachAlpha, thirds, verdictOf } from './shared/statistics.ts'
import type { PaperQuestion } from './tables.ts'

const choices = (rights: boolean[]) => rights.map((right, index) => ({ id: String(index), text: {}, right }))
const rightsWithOne = fc.array(fc.boolean(), { minLength: 2, maxLength: 8 }).filter((list) => list.some(Boolean))

describe('marking', () => {
  it('gives max(0, right − wrong) of all right ones', () => {
    fc.assert(
      fc.property(rightsWithOne, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (rights, picks) => {
        const given = rights.flatMap((_, index) => (picks[index] ? [String(index)] : []))
        const hits = given.filter((id) => rights[Number(id)]).length
        const { share } = markOne({ kind: 'multiple', choices: choices(rights), answer: null, tolerance: null }, { choices: given })
        expect(share).toBeCloseTo(Math.max(0, hits - (given.length - hits)) / rights.filter(Boolean).length)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }),
    )
  })
  it('gives nothing for everything ticked when at least half is wrong, and ignores doubles and strangers', () => {
    const asked = { kind: 'multiple' as const, choices: choices([true, false, true, false]), answer: null, tolerance: null }
    expect(markOne(asked, { choices: ['0', '1', '2', '3'] }).share).toBe(0)
    expect(markOne(asked, { choices: ['0', '0', '2', 'x'] }).share).toBe(1)
    expect(markOne({ ...asked, kind: 'single', choices: choices([true, false]) }, { choices: ['0', '1'] }).share).toBe(0)
  })
  it('reads numbers with comma, point, spaces and a real minus', () => {
    expect(readNumber('3,14')).toBe(3.14)
    expect(readNumber('1 000.5')).toBe(1000.5)
    expect(readNumber('−2,5')).toBe(-2.5)
    for (const wrong of ['', 'two', '1,2,3', '0x10', 'Infinity']) expect(readNumber(wrong)).toBeNull()
  })
  it('takes a number within the tolerance, whichever decimal mark', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000, max: 10_000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: -200, max: 200 }),
        (answer, tolerance, off) => {
          const text = String((answer + off) / 100).replace('.', ',')
          const { share } = markOne({ kind: 'numeric', choices: [], answer: answer / 100, tolerance: tolerance / 100 }, { number: text })
          expect(share).toBe(Math.abs(off) <= tolerance ? 1 : 0)
        },
      ),
    )
  })
  it('scales to the points of the test and never beyond', () => {
    const paper = [1, 2, 3].map(
      (points, index) =>
        ({
          questionId: String(index),
          kind: 'single',
          choices: choices([true, false]),
          points,
          answer: null,
          tolerance: null,
        }) as unknown as PaperQuestion,
    )
    fc.assert(
      fc.property(fc.subarray(['0', '1', '2']), fc.integer({ min: 0, max: 100 }), (right, whole) => {
        const { points } = markPaper(paper, new Map(right.map((id) => [id, { choices: ['0'] }])), whole)
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points).toBeLessThanOrEqual(whole)
        if (right.length === 3) expect(points).toBe(whole)
      }),
    )
  })
  it('shuffles without losing anything', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (list) => {
        expect(shuffle(list, randomOf('seed', 'list')).toSorted()).toEqual(list.toSorted())
      }),
    )
  })
  it('shows right answers as the policy says', () => {
    const due = new Date('2026-11-01')
    const none = { dueAt: due, examOverAt: null }
    expect(answersShown('after_attempt', none, new Date('2026-10-01')).shown).toBe(true)
    expect(answersShown('after_due', none, new Date('2026-10-01'))).toEqual({ shown: false, from: due })
    expect(answersShown('after_due', none, new Date('2026-11-02')).shown).toBe(true)
    expect(answersShown('never', none, new Date('2027-11-02')).shown).toBe(false)
    expect(answersShown('after_due', { dueAt: null, examOverAt: null }, new Date('2027-11-02')).shown).toBe(false)
    // an exam holds them back until the last one may hand in, whichever comes later
    const over = new Date('2026-11-05')
    expect(answersShown('after_attempt', { dueAt: null, examOverAt: over }, new Date('2026-11-04'))).toEqual({ shown: false, from: over })
    expect(answersShown('after_attempt', { dueAt: null, examOverAt: over }, new Date('2026-11-06')).shown).toBe(true)
    expect(answersShown('after_due', { dueAt: due, examOverAt: over }, new Date('2026-11-02'))).toEqual({ shown: false, from: over })
  })
  it('lets nothing run in a question', () => {
    expect(
      sanitizePrompt('<p onclick="x()">a<script>x()</script><img src="https://evil.example/x.png" alt="b"><a href="javascript:x()">c</a></p>'),
    ).not.toMatch(/script|onclick|evil|href/)
  })
  it('needs spread and five pairs for a correlation', () => {
    expect(correlation([1, 1], [1, 1])).toBeNull()
    expect(correlation([1, 2, 3, 4, 5], [2, 4, 6, 8, 10])).toBeCloseTo(1)
  })
})

describe('statistics of a test', () => {
  const attemptsOf = fc.integer({ min: 2, max: 6 }).chain((questions) =>
    fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: questions, maxLength: questions }), {
      minLength: 10,
      maxLength: 40,
    }),
  )
  const mapped = (rows: number[][]) => rows.map((row) => new Map(row.map((share, index) => [`q${index}`, share])))

  it('has an alpha of one where every question says the same, and never above one', () => {
    fc.assert(
      fc.property(attemptsOf, (rows) => {
        const alpha = cronbachAlpha(mapped(rows))
        if (alpha !== null) expect(alpha).toBeLessThanOrEqual(1 + 1e-9)
        const same = cronbachAlpha(mapped(rows.map((row) => row.map(() => row[0] ?? 0))))
        if (same !== null) expect(same).toBeCloseTo(1, 6)
      }),
    )
    // a worked example: Cronbach's formula by hand over three questions and ten attempts
    const known = [
      [1, 1, 1],
      [1, 1, 0],
      [1, 0, 1],
      [0, 0, 0],
      [1, 1, 1],
      [0, 1, 0],
      [1, 1, 1],
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 1],
    ]
    // sums 3 2 2 0 3 1 3 0 1 3: variance 1.36; the questions' 0.21, 0.24, 0.25: 3/2 · (1 − 0.70/1.36)
    expect(cronbachAlpha(mapped(known))).toBeCloseTo(1.5 * (1 - 0.7 / 1.36), 6)
    expect(cronbachAlpha(mapped(known.slice(0, 9)))).toBeNull()
  })
  it('says first what hurts most: a wrong key before a hard question', () => {
    const figures = { asked: 30, ease: 0.1, discrimination: -0.4 }
    expect(verdictOf(figures)).toBe('check-key')
    expect(verdictOf({ ...figures, discrimination: 0.4 })).toBe('too-hard')
    expect(verdictOf({ ...figures, ease: 0.99, discrimination: 0.2 })).toBe('too-easy')
    expect(verdictOf({ ...figures, ease: 0.6, discrimination: 0.1 })).toBe('weak')
    expect(verdictOf({ ...figures, ease: 0.6, discrimination: 0.3 })).toBe('good')
    expect(verdictOf({ ...figures, asked: 9 })).toBe('few')
  })
  it('tells strong from weak by thirds that do not overlap', () => {
    fc.assert(
      fc.property(attemptsOf, (rows) => {
        const all = mapped(rows).map((shares) => ({ shares }))
        const { strong, weak } = thirds(all)
        expect(strong).toHaveLength(weak.length)
        expect(strong.some((one) => weak.includes(one))).toBe(false)
        const meanOf = ({ shares }: { shares: Map<string, number> }) => [...shares.values()].reduce((a, b) => a + b, 0)
        expect(Math.min(...strong.map(meanOf))).toBeGreaterThanOrEqual(Math.max(...weak.map(meanOf)) - 1e-9)
      }),
    )
  })
})
