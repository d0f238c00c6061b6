import { describe, expect, test } from 'vitest'
import { findCycle } from './shared/cycles.ts'
import { moveItem, moveSection, sameMembers, stepItem, type Order } from './shared/order.ts'

/** A small generator of its own, so that a failure can be run again from its seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function someOrder(next: (below: number) => number): Order {
  let count = 0
  return Array.from({ length: 1 + next(6) }, (_, at) => ({ id: `s${at}`, items: Array.from({ length: next(7) }, () => `i${count++}`) }))
}

describe('moves', () => {
  test('any sequence of moves keeps every section and every item, each once', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = numbers(seed)
      const first = someOrder(next)
      const items = first.flatMap((one) => one.items)
      let order = first
      for (let step = 0; step < 40; step++) {
        const item = items[next(items.length)] ?? 'nowhere'
        const home = `s${next(first.length + 1)}`
        const move = next(3)
        if (move === 0) order = moveSection(order, home, next(9) - 1)
        else if (move === 1) order = moveItem(order, item, home, next(12) - 2)
        else order = stepItem(order, item, next(2) ? 1 : -1)
        expect(sameMembers(order, first), `seed ${seed}, step ${step}`).toBe(true)
      }
    }
  })

  test('an item lands where it was put, also over the edge of its section', () => {
    const order: Order = [
      { id: 'a', items: ['1', '2', '3'] },
      { id: 'b', items: ['4'] },
    ]
    expect(moveItem(order, '1', 'a', 2)[0]?.items).toEqual(['2', '3', '1'])
    expect(moveItem(order, '2', 'b', 1)).toEqual([
      { id: 'a', items: ['1', '3'] },
      { id: 'b', items: ['4', '2'] },
    ])
    expect(stepItem(order, '3', 1)[1]?.items).toEqual(['3', '4'])
    expect(stepItem(order, '4', -1)[0]?.items).toEqual(['1', '2', '3', '4'])
    expect(stepItem(order, '1', -1)).toBe(order)
    expect(moveSection(order, 'b', 0).map(({ id }) => id)).toEqual(['b', 'a'])
  })

  test('an order that lost, doubled or gained something is told from a rearranged one', () => {
    const order: Order = [{ id: 'a', items: ['1', '2'] }]
    expect(sameMembers(order, [{ id: 'a', items: ['2', '1'] }])).toBe(true)
    expect(sameMembers(order, [{ id: 'a', items: ['1'] }])).toBe(false)
    expect(sameMembers(order, [{ id: 'a', items: ['1', '2', '2'] }])).toBe(false)
    expect(sameMembers(order, [{ id: 'a', items: ['1', '2', '3'] }])).toBe(false)
    expect(sameMembers([{ id: 'a', items: ['1', '1'] }], [{ id: 'a', items: ['1', '1'] }])).toBe(false)
  })
})

describe('rings of conditions', () => {
  const waits = (...pairs: string[]) => pairs.map((pair) => ({ itemId: pair[0] ?? '', needsItemId: pair[1] ?? '' }))
  test('are found however long they are, and only where they are', () => {
    expect(findCycle(waits('aa'))).toEqual(['a', 'a'])
    expect(findCycle(waits('ab', 'bc', 'ca'))).toEqual(['a', 'b', 'c', 'a'])
    expect(findCycle(waits('ab', 'ac', 'bd', 'cd'))).toBeNull()
    expect(findCycle(waits('xa', 'ab', 'ba'))).toEqual(['a', 'b', 'a'])
  })
})
