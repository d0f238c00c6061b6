import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CodingContent } from '../../courses/index.ts'
import { faults, feedbackAt, isAskable, mark, rightAnswer, toPaper } from './ask.ts'
import { cleanQuestion } from './clean-question.ts'
import { questionContent } from './contract.ts'
import { anyQuestion } from './questions.fixture.ts'
import { drawValues } from './kinds/calculated.ts'
import { findText, fitsText } from './shared/compare-text.ts'
import { readFormula, valueOf } from './shared/formula.ts'
import { fitsNumber, inFirstUnit, readQuantity } from './kinds/numeric.ts'
import { randomOf, shuffle } from './shared/random.ts'
import type { QuestionAnswer } from './shared/paper.ts'
import { commonOf, kindComparison, strictComparison, type AskableContent } from './shared/question.ts'

const seed = fc.string({ minLength: 1, maxLength: 20 })
const base = commonOf({ prompt: { ru: 'Вопрос' }, language: 'ru' })

/** Answers of any shape, in ids that papers have and have not. */
const ids = fc.constantFrom('c1', 'c2', 'c3', 'r1', 'r2', 't1', 't2', 't3', 'i1', 'i2', 'i3', 'l1', 'l2', 'z1', 'z2', '1', '2', '3', 'x', '__proto__')
const answerTo = (content: AskableContent): fc.Arbitrary<QuestionAnswer> =>
  fc
    .record({
      choice: fc.option(ids),
      choices: fc.array(ids),
      value: fc.option(fc.boolean()),
      number: fc.oneof(fc.string(), fc.double().map(String)),
      unit: fc.constantFrom('', 'м', 'см', 'кг'),
      text: fc.string(),
      targets: fc.dictionary(ids, ids),
      order: fc.array(ids),
      gaps: fc.dictionary(ids, fc.oneof(ids, fc.string())),
      points: fc.array(fc.record({ x: fc.double({ min: 0, max: 100, noNaN: true }), y: fc.double({ min: 0, max: 100, noNaN: true }) })),
      zones: fc.dictionary(ids, ids),
    })
    .map((all) => ({ ...all, kind: content.kind }) as QuestionAnswer)

describe('every kind of question', () => {
  it('is without faults and fits its contract, so that the following is said of good ones', () => {
    fc.assert(
      fc.property(anyQuestion, (content) => {
        expect(faults(content)).toEqual([])
        expect(questionContent.parse(content)).toEqual(content)
        expect(cleanQuestion(content)).toEqual(content)
      }),
    )
  })
  it('gives 1 for the right answer, 0 for none, and never less than 0 or more than 1', () => {
    fc.assert(
      fc.property(
        anyQuestion.chain((content) => fc.tuple(fc.constant(content), answerTo(content))),
        seed,
        ([content, given], from) => {
          expect(mark(content, from, rightAnswer(content, from)).share).toBe(1)
          expect(mark(content, from, null)).toEqual({ share: 0, parts: [], feedbackKeys: [], needsPerson: false })
          const marked = mark(content, from, given)
          for (const { share } of [marked, ...marked.parts]) {
            expect(share).toBeGreaterThanOrEqual(0)
            expect(share).toBeLessThanOrEqual(1)
          }
          for (const key of marked.feedbackKeys) expect(feedbackAt(content, key)).toEqual({ ru: 'SECRET' })
        },
      ),
      { numRuns: 500 },
    )
  })
  it('makes the same paper from the same seed, and one that tells nothing of its key', () => {
    fc.assert(
      fc.property(anyQuestion, seed, (content, from) => {
        const paper = toPaper(content, from)
        expect(toPaper(structuredClone(content), from)).toEqual(paper)
        expect(JSON.stringify(paper)).not.toContain('SECRET')
        expect(JSON.stringify(paper)).not.toMatch(/credit|accepted|right|formula|tolerance|feedback/)
        for (const other of withOtherKey(content)) expect(toPaper(other, from)).toEqual(paper)
      }),
      { numRuns: 500 },
    )
  })
  it('spreads the right one evenly over the places', () => {
    const content: AskableContent = {
      ...base,
      kind: 'single',
      shuffle: true,
      options: ['а', 'б', 'в', 'г'].map((text, index) => ({ id: text, text: { ru: text }, credit: index === 0 ? 1 : 0, feedback: {} })),
    }
    const places = new Map<string, number>()
    for (let at = 0; at < 4000; at++) {
      const right = rightAnswer(content, `attempt-${at}`)
      if (right?.kind === 'single') places.set(String(right.choice), (places.get(String(right.choice)) ?? 0) + 1)
    }
    expect([...places.keys()].toSorted()).toEqual(['c1', 'c2', 'c3', 'c4'])
    for (const count of places.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })
})

/** The same question with another truth: a paper that tells nothing is the same. */
function withOtherKey(content: AskableContent): AskableContent[] {
  const turned = <T>(list: T[]): T[] => [...list.slice(1), ...list.slice(0, 1)]
  switch (content.kind) {
    case 'single':
    case 'multiple': {
      const credits = turned(content.options.map(({ credit }) => credit))
      return [{ ...content, options: content.options.map((option, index) => ({ ...option, credit: credits[index] ?? 0 })) }]
    }
    case 'true-false':
      return [{ ...content, right: !content.right }]
    case 'numeric':
      return [{ ...content, accepted: content.accepted.map((one) => ({ ...one, value: 42 })) }]
    case 'short-text':
      return [{ ...content, accepted: [] }]
    case 'matching': {
      const matches = turned(content.pairs.map(({ match }) => match))
      return [{ ...content, pairs: content.pairs.map((pair, index) => ({ ...pair, match: matches[index] ?? {} })) }]
    }
    case 'ordering':
      return [
        { ...content, items: turned(content.items) },
        { ...content, items: content.items.toReversed() },
      ]
    case 'drag-into-picture':
      return [
        { ...content, labels: turned(content.labels) },
        { ...content, zones: content.zones.map((zone) => ({ ...zone, label: 'SECRET2' })) },
      ]
    case 'calculated':
      return [{ ...content, formula: '{b} - {a}' }]
    case 'cloze':
      return [{ ...content, gaps: content.gaps.map((gap) => (gap.kind === 'number' ? { ...gap, accepted: [] } : gap)) }]
    default:
      return []
  }
}

describe('what a person marks', () => {
  it('is shown without guidance, solution and hidden tests, and waits for its marker', () => {
    const essay: AskableContent = { ...base, kind: 'essay', format: 'plain', minWords: 10, maxWords: null, template: {}, guidance: { ru: 'SECRET' } }
    const test = { id: '1', name: 'SECRET', kind: 'io' as const, input: 'SECRET', expected: 'SECRET', code: '', points: 1, hidden: true }
    const open = { ...test, name: 'open', input: '1', expected: '2', hidden: false }
    const task = {
      title: {},
      instruction: { ru: 'Напишите' },
      starter: '',
      solution: 'SECRET',
      tests: [test, open],
      seconds: 5,
      hints: [],
    } satisfies CodingContent
    const code: AskableContent = { ...base, kind: 'code', task }
    for (const content of [essay, code]) {
      expect(JSON.stringify(toPaper(content, 's'))).not.toContain('SECRET')
      expect(rightAnswer(content, 's')).toBeNull()
      expect(mark(content, 's', null).needsPerson).toBe(false)
      expect(faults(content)).toEqual([])
    }
    expect(mark(essay, 's', { kind: 'essay', text: 'текст' })).toMatchObject({ share: 0, needsPerson: true })
    expect(isAskable({ ...base, kind: 'unknown', source: { format: 'gift', type: 'x', text: '' } })).toBe(false)
  })
})

describe('texts', () => {
  const text = (pattern: string, wildcard = false) => ({ pattern, wildcard })
  it('forgives what it is told to forgive and nothing else', () => {
    expect(fitsText('ЁЛКА', text('елка'), kindComparison)).toBe(true)
    expect(fitsText('ЁЛКА', text('елка'), strictComparison)).toBe(false)
    expect(fitsText('Онор Жаны', text('өнөр жаңы'), kindComparison)).toBe(true)
    expect(fitsText('онор', text('өнөр'), { ...kindComparison, kyrgyz: false })).toBe(false)
    expect(fitsText('MOCKBA', text('москва'), kindComparison)).toBe(true)
    expect(fitsText('DNA BOB', text('dna bob'), kindComparison)).toBe(true)
    expect(fitsText('сегодня , да!', text('сегодня да'), { ...kindComparison, punctuation: true })).toBe(true)
    expect(fitsText('сегодня , да!', text('сегодня да'), kindComparison)).toBe(false)
    expect(fitsText('  два   слова ', text('два слова'), strictComparison)).toBe(true)
    expect(fitsText('', text('*', true), kindComparison)).toBe(false)
    expect(fitsText('Бишкек шаары', text('бишкек*', true), kindComparison)).toBe(true)
    expect(fitsText('а'.repeat(2000), text(`${'*а'.repeat(200)}б`, true), kindComparison)).toBe(false)
  })
  it('takes slips only in words long enough, and prefers the exact', () => {
    const near = { ...kindComparison, distance: 2 as const }
    expect(fitsText('фотосинтиз', text('фотосинтез'), near)).toBe(true)
    expect(fitsText('фотосинтзе', text('фотосинтез'), { ...near, distance: 1 })).toBe(true)
    expect(fitsText('фтосинтиис', text('фотосинтез'), near)).toBe(false)
    expect(fitsText('кит', text('кот'), near)).toBe(false)
    const accepted = [
      { id: 'a', pattern: 'инфузия', wildcard: false, credit: 1, feedback: {} },
      { id: 'b', pattern: 'диффузия', wildcard: false, credit: 0, feedback: {} },
    ]
    expect(findText('диффузия', accepted, near)?.id).toBe('b')
  })
})

describe('numbers', () => {
  it('reads them as people write them, with a unit', () => {
    expect(readQuantity('1 500,5 кг')).toEqual({ value: 1500.5, unit: 'кг' })
    expect(readQuantity('−1,5·10^3 м/с')).toEqual({ value: -1500, unit: 'м/с' })
    expect(readQuantity('6.02e23')).toEqual({ value: 6.02e23, unit: '' })
    expect(readQuantity('кг')).toBeNull()
  })
  it('knows three tolerances', () => {
    expect(fitsNumber(0.1 + 0.2, 0.3, { kind: 'absolute', by: 0 })).toBe(true)
    expect(fitsNumber(101, 100, { kind: 'relative', by: 0.01 })).toBe(true)
    expect(fitsNumber(102, 100, { kind: 'relative', by: 0.01 })).toBe(false)
    expect(fitsNumber(3.14, Math.PI, { kind: 'significant', by: 3 })).toBe(true)
    expect(fitsNumber(3.15, Math.PI, { kind: 'significant', by: 3 })).toBe(false)
  })
  it('converts units and counts their lack', () => {
    const rules = {
      units: [
        { name: 'м', factor: 1 },
        { name: 'см', factor: 0.01 },
      ],
      ask: 'required' as const,
      penalty: 0.2,
    }
    expect(inFirstUnit('250 cм', '', rules)).toEqual({ value: 2.5, cost: 0 })
    expect(inFirstUnit('2.5', '', rules)).toEqual({ value: 2.5, cost: 0.2 })
    expect(inFirstUnit('2.5', '', { ...rules, ask: 'optional' })).toEqual({ value: 2.5, cost: 0 })
    expect(inFirstUnit('2.5', 'кг', rules)).toEqual({ value: 2.5, cost: 0.2 })
  })
})

describe('formulas', () => {
  it('counts as arithmetic does', () => {
    expect(valueOf('-2^2 + 3*(4-1)/{a}', { a: 3 })).toBe(-1)
    expect(valueOf('2**3**2', {})).toBe(512)
    expect(valueOf('sqrt({x}) + pow(2, 3) + round(1.2345, 2) + pi()*0 + max(1,2)', { x: 16 })).toBe(15.23)
    expect([...readFormula('{a} + b*sin(c)').names]).toEqual(['a', 'b', 'c'])
    expect(valueOf('1/0', {})).toBeNull()
  })
  it('runs nothing', () => {
    for (const text of [
      'constructor',
      'constructor("x")()',
      'process.exit()',
      'toString()',
      'a[0]',
      '1;2',
      '`x`',
      '',
      '(',
      '('.repeat(500),
      '-'.repeat(1000) + '1',
      '__proto__',
    ]) {
      expect(valueOf(text, {}), text).toBeNull()
    }
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => valueOf(text, {}) === null || Number.isFinite(valueOf(text, {}))))
  })
  it('draws again where the formula has no value', () => {
    const content = {
      ...base,
      kind: 'calculated' as const,
      variables: [{ name: 'a', values: [0, 0, 1] }],
      datasets: [],
      formula: '1/{a}',
      feedback: {},
    }
    const rules = { tolerance: { kind: 'absolute' as const, by: 0 }, unit: { units: [], ask: 'none' as const, penalty: 0 } }
    for (let at = 0; at < 50; at++) expect(drawValues({ ...content, ...rules }, String(at)).answer).toBe(1)
    expect(faults({ ...content, ...rules, formula: '{z}' })).toContainEqual({ path: 'formula', key: 'variable-unknown' })
  })
})

it('shuffles without losing anything', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), seed, (list, from) => {
      expect(shuffle(list, randomOf(from, 'x')).toSorted()).toEqual(list.toSorted())
    }),
  )
})
