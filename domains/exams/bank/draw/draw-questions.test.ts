import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawQuestions, fits, type Draw, type Drawable } from './draw-questions.ts'

const topics = ['a', 'b', 'c']
const difficulties = ['easy', 'medium', 'hard'] as const
const bankOf = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    disciplineId: fc.constant('d'),
    topic: fc.constantFrom(...topics),
    difficulty: fc.constantFrom(...difficulties, null),
    tags: fc.subarray(['x', 'y']),
  }),
  { selector: (one) => one.id, maxLength: 12 },
)
const drawsOf = fc
  .array(
    fc.record({
      disciplineId: fc.constant('d'),
      topics: fc.subarray(topics),
      difficulties: fc.subarray([...difficulties]),
      tags: fc.subarray(['x', 'y']),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 4 },
  )
  .map((list): Draw[] => list.map((one, index) => ({ ...one, id: String(index) })))

/** Whether there is any way at all to give each place a question of its own, tried one by one. */
function possible(draws: readonly Draw[], bank: readonly Drawable[]): boolean {
  const places = draws.flatMap((draw) => Array.from({ length: draw.count }, () => draw))
  const fill = (place: number, free: readonly Drawable[]): boolean => {
    const draw = places[place]
    if (!draw) return true
    return free.some(
      (one) =>
        fits(draw, one) &&
        fill(
          place + 1,
          free.filter((other) => other !== one),
        ),
    )
  }
  return fill(0, bank)
}

describe('drawing questions', () => {
  it('gives each draw its number of fitting questions, none twice, none that is taken', () => {
    fc.assert(
      fc.property(bankOf, drawsOf, fc.string(), (bank, draws, seed) => {
        const taken = new Set(bank.slice(0, 1).map(({ id }) => id))
        const drawn = drawQuestions(draws, bank, seed, taken)
        if (!drawn) return
        const all = [...drawn.values()].flat()
        expect(new Set(all).size).toBe(all.length)
        for (const draw of draws) {
          const own = drawn.get(draw.id) ?? []
          expect(own).toHaveLength(draw.count)
          for (const id of own) {
            const one = bank.find((question) => question.id === id)
            expect(one && fits(draw, one)).toBe(true)
            expect(taken.has(id)).toBe(false)
          }
        }
      }),
    )
  })
  it('finds a paper whenever there is one, however draws overlap', () => {
    fc.assert(
      fc.property(bankOf, drawsOf, fc.string(), (bank, draws, seed) => {
        expect(drawQuestions(draws, bank, seed, new Set()) !== null).toBe(possible(draws, bank))
      }),
    )
  })
  it('gives the same questions for the same seed, whatever order the bank comes in, and others for another', () => {
    const bank: Drawable[] = Array.from({ length: 40 }, (_, index) => ({
      id: `q${index}`,
      disciplineId: 'd',
      topic: 'a',
      difficulty: null,
      tags: [],
    }))
    const draws: Draw[] = [{ id: '1', disciplineId: 'd', topics: ['a'], difficulties: [], tags: [], count: 10 }]
    const one = drawQuestions(draws, bank, 'seed', new Set())
    expect(drawQuestions(draws, bank.toReversed(), 'seed', new Set())).toEqual(one)
    expect(drawQuestions(draws, bank, 'other seed', new Set())).not.toEqual(one)
    const often = new Map<string, number>()
    for (let paper = 0; paper < 400; paper += 1)
      for (const id of drawQuestions(draws, bank, `paper ${paper}`, new Set())?.get('1') ?? []) often.set(id, (often.get(id) ?? 0) + 1)
    // each is expected a hundred times; five standard deviations are 43
    for (const { id } of bank) expect(Math.abs((often.get(id) ?? 0) - 100)).toBeLessThan(43)
  })
})
