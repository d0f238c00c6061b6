import type { Fault, Mark } from '../shared/paper.ts'
import type { OrderingContent } from '../shared/question.ts'
import { randomOf, shuffleBlind } from '../shared/random.ts'
import { filled, keyOf, marked, uniqueIds } from './common.ts'

/** Things to order as they lie on the paper: mixed from their texts, so that the right order leaves no mark. */
export function layItems(content: OrderingContent, seed: string): { id: string; item: OrderingContent['items'][number] }[] {
  return shuffleBlind(content.items, ({ text }) => keyOf(text), randomOf(seed, 'items')).map((item, index) => ({ id: `i${index + 1}`, item }))
}

export function markOrdering(content: OrderingContent, seed: string, order: readonly string[]): Mark {
  const laid = new Map(layItems(content, seed).map(({ id, item }) => [id, keyOf(item.text)]))
  const given = [...new Set(order)].flatMap((id) => laid.get(id) ?? [])
  const right = content.items.map(({ text }) => keyOf(text))
  if (given.length === 0) return marked(0)
  if (given.length === right.length && given.every((key, index) => key === right[index])) return marked(1)
  if (content.credit === 'exact' || right.length < 2) return marked(0)
  // One thing alone is always "in order": only what stands before or after another counts.
  const hits = content.credit === 'adjacent' ? pairsKept(given, right) : commonLength(given, right) - 1
  return marked(hits / (right.length - 1))
}

export function rightOrder(content: OrderingContent, seed: string): string[] {
  const laid = layItems(content, seed)
  return content.items.flatMap((item) => laid.find((one) => one.item === item)?.id ?? [])
}

export function orderingFaults(content: OrderingContent): Fault[] {
  const faults: Fault[] = content.items.length < 2 ? [{ path: 'items', key: 'items-few' }] : []
  content.items.forEach(({ text }, index) => {
    if (!filled(text)) faults.push({ path: `items.${index}.text`, key: 'empty-text' })
  })
  if (new Set(content.items.map(({ text }) => keyOf(text))).size < content.items.length) faults.push({ path: 'items', key: 'options-same' })
  return [...faults, ...uniqueIds(content.items, 'items')]
}

function pairsKept(given: string[], right: string[]): number {
  const left = right.slice(1).map((key, index) => `${right[index]}\u0000${key}`)
  let kept = 0
  for (let index = 1; index < given.length; index++) {
    const found = left.indexOf(`${given[index - 1]}\u0000${given[index]}`)
    if (found >= 0) {
      left.splice(found, 1)
      kept++
    }
  }
  return kept
}

function commonLength(a: string[], b: string[]): number {
  let last = Array.from({ length: b.length + 1 }, () => 0)
  for (const one of a) {
    const next = [0]
    b.forEach((other, index) => next.push(one === other ? (last[index] ?? 0) + 1 : Math.max(last[index + 1] ?? 0, next[index] ?? 0)))
    last = next
  }
  return last[b.length] ?? 0
}
