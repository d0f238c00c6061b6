import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { readNumber } from './bank/shared/read-number.ts'
import { markPaper, shareOf } from './mark-answer.ts'
import { shuffled } from './make-paper.ts'
import { answersShown } from './queries.ts'
import { sanitizePrompt } from './sanitize-prompt.ts'
import { correlation } from './statistics.ts'
import type { PaperQuestion } from './tables.ts'

const choices = (rights: boolean[]) => rights.map((right, index) => ({ id: String(index), text: {}, right }))
const rightsWithOne = fc.array(fc.boolean(), { minLength: 2, maxLength: 8 }).filter((list) => list.some(Boolean))

describe('marking', () => {
  it('gives max(0, right − wrong) of all right ones', () => {
    fc.assert(
      fc.property(rightsWithOne, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (rights, picks) => {
        const given = rights.flatMap((_, index) => (picks[index] ? [String(index)] : []))
        const hits = given.filter((id) => rights[Number(id)]).length
        const share = shareOf({ kind: 'multiple', choices: choices(rights), answer: null, tolerance: null }, { choices: given })
        expect(share).toBeCloseTo(Math.max(0, hits - (given.length - hits)) / rights.filter(Boolean).length)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }),
    )
  })
  it('gives nothing for everything ticked when at least half is wrong, and ignores doubles and strangers', () => {
    const asked = { kind: 'multiple' as const, choices: choices([true, false, true, false]), answer: null, tolerance: null }
    expect(shareOf(asked, { choices: ['0', '1', '2', '3'] })).toBe(0)
    expect(shareOf(asked, { choices: ['0', '0', '2', 'x'] })).toBe(1)
    expect(shareOf({ ...asked, kind: 'single', choices: choices([true, false]) }, { choices: ['0', '1'] })).toBe(0)
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
          const share = shareOf({ kind: 'numeric', choices: [], answer: answer / 100, tolerance: tolerance / 100 }, { number: text })
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
        expect(shuffled(list).toSorted()).toEqual(list.toSorted())
      }),
    )
  })
  it('shows right answers as the policy says', () => {
    const due = new Date('2026-11-01')
    expect(answersShown('after_attempt', due, new Date('2026-10-01')).shown).toBe(true)
    expect(answersShown('after_due', due, new Date('2026-10-01'))).toEqual({ shown: false, from: due })
    expect(answersShown('after_due', due, new Date('2026-11-02')).shown).toBe(true)
    expect(answersShown('never', due, new Date('2027-11-02')).shown).toBe(false)
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
