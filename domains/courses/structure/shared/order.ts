/** The order of a course: its sections, and the items of each. */
export type Order = { id: string; items: string[] }[]

const within = (place: number, length: number): number => Math.max(0, Math.min(length, place))

/** An order with one section at a new place; an unknown section changes nothing. */
export function moveSection(order: Order, sectionId: string, place: number): Order {
  const found = order.find(({ id }) => id === sectionId)
  if (!found) return order
  const others = order.filter(({ id }) => id !== sectionId)
  return others.toSpliced(within(place, others.length), 0, found)
}

/** An order with one item at a new place, in its own section or another; an unknown item or section changes nothing. */
export function moveItem(order: Order, itemId: string, sectionId: string, place: number): Order {
  const known = order.some(({ items }) => items.includes(itemId)) && order.some(({ id }) => id === sectionId)
  if (!known) return order
  return order.map(({ id, items }) => {
    const others = items.filter((one) => one !== itemId)
    return { id, items: id === sectionId ? others.toSpliced(within(place, others.length), 0, itemId) : others }
  })
}

/** An item one step up or down; at the end of a section it goes over into the next one. */
export function stepItem(order: Order, itemId: string, by: 1 | -1): Order {
  const at = order.findIndex(({ items }) => items.includes(itemId))
  const own = order[at]
  if (!own) return order
  const place = own.items.indexOf(itemId) + by
  if (place >= 0 && place < own.items.length) return moveItem(order, itemId, own.id, place)
  const next = order[at + by]
  return next ? moveItem(order, itemId, next.id, by < 0 ? next.items.length : 0) : order
}

/** Whether two orders hold the same sections and the same items, each once. */
export function sameMembers(one: Order, other: Order): boolean {
  const members = (order: Order): string[] => order.flatMap(({ id, items }) => [`section ${id}`, ...items]).toSorted()
  const [left, right] = [members(one), members(other)]
  return left.length === right.length && left.every((id, at) => id === right[at]) && new Set(left).size === left.length
}

/** Whether two orders are the same. */
export function sameOrder(one: Order, other: Order): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
