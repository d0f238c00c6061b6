import fc from 'fast-check'
import { commonOf, kindComparison, noUnits, type AskableContent, type Option, type Point } from './shared/question.ts'

/** Questions of every kind that can be marked, without faults, each text its own; `SECRET` stands in all that no student may see. */
const secret = { ru: 'SECRET' }
const nothing = { kind: 'absolute' as const, by: 0 }
const letters = fc.string({ unit: fc.constantFrom(...'абвгдежзиклмнопрстуфхцчшъыьэюяңөү'), minLength: 3, maxLength: 8 })
const texts = (minLength: number, maxLength = 6) => fc.uniqueArray(letters, { minLength, maxLength })
const common = letters.map((prompt) => ({
  ...commonOf({ prompt: { ru: prompt }, language: 'ru' }),
  generalFeedback: secret,
  hints: [secret],
  extras: [{ format: 'gift' as const, name: 'x', text: 'SECRET' }],
}))
const option = (text: string, credit: number, index: number): Option => ({ id: `o${index}`, text: { ru: text }, credit, feedback: secret })
const rightOf = (count: number) => fc.array(fc.boolean(), { minLength: count, maxLength: count }).filter((all) => all.some(Boolean))
const credits = (count: number) => rightOf(count).map((all) => all.map((right) => (right ? 1 / all.filter(Boolean).length : -0.5)))
const pieces = <T>(count: number, of: (count: number) => fc.Arbitrary<T>) =>
  texts(Math.max(2, count)).chain((words) => fc.tuple(fc.constant(words), of(words.length)))
const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Number(value.toFixed(4)))
const accepted = (value: number) => [{ id: 'a1', value, tolerance: nothing, credit: 1, feedback: secret }]
const shapes = fc
  .tuple(
    fc.constantFrom('circle', 'rect', 'polygon'),
    fc.integer({ min: 0, max: 90 }),
    fc.integer({ min: 0, max: 90 }),
    fc.integer({ min: 2, max: 10 }),
  )
  .map(([kind, x, y, size]) => {
    if (kind === 'circle') return { kind: 'circle' as const, x, y, r: size }
    if (kind === 'rect') return { kind: 'rect' as const, x, y, width: size, height: size }
    const points: Point[] = [
      { x, y },
      { x: x + size, y },
      { x: x + size, y: y + size },
      { x: x + size / 2, y: y + 1 },
      { x, y: y + size },
    ]
    return { kind: 'polygon' as const, points }
  })
const picture = { src: '/api/files/x', width: 100, height: 100, alt: { ru: 'карта' } }

export const anyQuestion: fc.Arbitrary<AskableContent> = common.chain((base) =>
  fc.oneof(
    pieces(2, (count) => fc.nat(count - 1)).map(([words, right]) => ({
      ...base,
      kind: 'single' as const,
      shuffle: true,
      options: words.map((text, index) => option(text, index === right ? 1 : 0, index)),
    })),
    fc
      .tuple(pieces(2, credits), fc.constantFrom('all-or-nothing' as const, 'right-minus-wrong' as const, 'weights' as const))
      .map(([[words, each], rule]) => ({
        ...base,
        kind: 'multiple' as const,
        shuffle: true,
        rule,
        options: words.map((text, index) => option(text, each[index] ?? 0, index)),
      })),
    fc.boolean().map((right) => ({ ...base, kind: 'true-false' as const, right, feedbackTrue: secret, feedbackFalse: secret })),
    fc.tuple(numbers, fc.boolean()).map(([value, units]) => ({
      ...base,
      kind: 'numeric' as const,
      accepted: accepted(value),
      unit: units
        ? {
            units: [
              { name: 'м', factor: 1 },
              { name: 'см', factor: 0.01 },
            ],
            ask: 'required' as const,
            penalty: 0.5,
          }
        : noUnits,
    })),
    texts(1).map((words) => ({
      ...base,
      kind: 'short-text' as const,
      compare: { ...kindComparison, distance: 1 as const },
      accepted: words.map((pattern, index) => ({
        id: `a${index}`,
        pattern: `${pattern}SECRET`,
        wildcard: false,
        credit: index === 0 ? 1 : 0.5,
        feedback: secret,
      })),
    })),
    texts(5).map(([a = '', b = '', c = '', d = '', e = '']) => ({
      ...base,
      kind: 'matching' as const,
      shuffle: true,
      pairs: [
        { id: 'SECRET1', prompt: { ru: a }, match: { ru: b } },
        { id: 'SECRET2', prompt: { ru: c }, match: { ru: d } },
      ],
      distractors: [{ id: 'SECRET3', text: { ru: e } }],
    })),
    fc.tuple(texts(2), fc.constantFrom('exact' as const, 'adjacent' as const, 'subsequence' as const)).map(([words, credit]) => ({
      ...base,
      kind: 'ordering' as const,
      credit,
      items: words.map((text, index) => ({ id: `SECRET${index}`, text: { ru: text } })),
    })),
    fc.tuple(texts(3), numbers).map(([words, value]) => ({
      ...base,
      kind: 'cloze' as const,
      prompt: { ru: 'Сөз [[SECRETa]], сан [[b]], тизме [[c]].' },
      gaps: [
        {
          id: 'SECRETa',
          weight: 1,
          kind: 'text' as const,
          compare: kindComparison,
          accepted: [{ id: 'a', pattern: 'SECRET', wildcard: false, credit: 1, feedback: secret }],
        },
        { id: 'b', weight: 2, kind: 'number' as const, accepted: accepted(value) },
        { id: 'c', weight: 1, kind: 'list' as const, shuffle: true, options: words.map((text, index) => option(text, index === 1 ? 1 : 0, index)) },
      ],
    })),
    fc.array(shapes, { minLength: 1, maxLength: 4 }).map((all) => ({
      ...base,
      kind: 'hotspot' as const,
      picture,
      regions: all.map((shape, index) => ({ id: `SECRET${index}`, shape, feedback: secret })),
    })),
    fc.tuple(texts(3), shapes, shapes).map(([words, first, second]) => ({
      ...base,
      kind: 'drag-into-picture' as const,
      picture,
      labels: words.map((text, index) => ({ id: `SECRET${index}`, text: { ru: text }, picture: null, unlimited: index === 0 })),
      zones: [
        { id: 'SECRETz', shape: first, label: 'SECRET0' },
        { id: 'SECRETy', shape: second, label: 'SECRET1' },
      ],
    })),
    fc.integer({ min: 1, max: 50 }).map((to) => ({
      ...base,
      prompt: { ru: 'Канча: {a} / {b}? Эки эсе: {=2*{a}}' },
      kind: 'calculated' as const,
      variables: [
        { name: 'a', from: 0, to, decimals: 1 },
        { name: 'b', values: [1, 2, 4] },
      ],
      datasets: [],
      formula: '{a} / {b} + 0*SECRET'.replace('SECRET', '1234567'),
      tolerance: { kind: 'relative' as const, by: 0.001 },
      unit: noUnits,
      feedback: secret,
    })),
  ),
)
