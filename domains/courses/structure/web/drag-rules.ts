import { pointerWithin, type CollisionDetection, type KeyboardCoordinateGetter, type UniqueIdentifier } from '@dnd-kit/core'
import { moveItem, moveSection, type Order } from '../shared/order.ts'

/** What is dragged, and what it may fall on: an item on items and ends of sections, a section on sections. */
export type DragKind = 'section' | 'item' | 'end'

const fits = (dragged: unknown, place: unknown): boolean => (dragged === 'section' ? place === 'section' : place !== 'section')

/** Ids of the places that take an item behind the last one of a section. */
export const endOf = (sectionId: string): string => `end-${sectionId}`
const sectionOfEnd = (id: UniqueIdentifier): string | null => (String(id).startsWith('end-') ? String(id).slice(4) : null)

/** Under the pointer, or nearest to it; by keyboard exactly where the last key led. */
export const collide: CollisionDetection = (given) => {
  const kind: unknown = given.active.data.current?.['kind']
  const places = given.droppableContainers.filter((one) => fits(kind, one.data.current?.['kind']))
  const inside = given.pointerCoordinates ? pointerWithin({ ...given, droppableContainers: places }) : []
  if (inside.length > 0) return inside
  const at = given.pointerCoordinates ?? { x: given.collisionRect.left, y: given.collisionRect.top }
  return places
    .flatMap((container) => {
      const rect = given.droppableRects.get(container.id)
      if (!rect) return []
      const near = given.pointerCoordinates ? Math.max(rect.top - at.y, at.y - rect.bottom, 0) : Math.abs(rect.top - at.y)
      return [{ id: container.id, data: { droppableContainer: container, value: near } }]
    })
    .toSorted((left, right) => left.data.value - right.data.value)
}

/** The arrows step from place to place. */
export const stepByKeys: KeyboardCoordinateGetter = (event, { active, context }) => {
  const by = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0
  if (by === 0) return undefined
  event.preventDefault()
  const kind: unknown = context.active?.data.current?.['kind']
  const places = context.droppableContainers
    .getEnabled()
    .filter((one) => fits(kind, one.data.current?.['kind']))
    .flatMap(({ id }) => {
      const rect = context.droppableRects.get(id)
      return rect ? [{ id, rect }] : []
    })
    .toSorted((left, right) => left.rect.top - right.rect.top)
  const at = places.findIndex(({ id }) => id === (context.over?.id ?? active))
  const next = places[at + by]
  return next ? { x: next.rect.left, y: next.rect.top } : undefined
}

/** The order after something was dropped on a place: before what lies there, or behind it when it came from above. */
export function dropped(order: Order, dragged: { id: string; kind: DragKind }, overId: UniqueIdentifier): Order {
  const over = String(overId)
  if (dragged.kind === 'section')
    return moveSection(
      order,
      dragged.id,
      order.findIndex(({ id }) => id === over),
    )
  const end = sectionOfEnd(over)
  if (end) return moveItem(order, dragged.id, end, Number.MAX_SAFE_INTEGER)
  const home = order.find(({ items }) => items.includes(over))
  return home ? moveItem(order, dragged.id, home.id, home.items.indexOf(over)) : order
}

/** Where a mark shows that the dragged thing would fall: before or behind this place. */
export function markOf(
  order: Order,
  dragged: { id: string; kind: DragKind } | null,
  overId: string,
  isOver: boolean,
): 'before' | 'after' | undefined {
  if (!dragged || !isOver || dragged.id === overId) return undefined
  if (sectionOfEnd(overId)) return 'before'
  const list = dragged.kind === 'section' ? order.map(({ id }) => id) : (order.find(({ items }) => items.includes(overId))?.items ?? [])
  const from = list.indexOf(dragged.id)
  return from !== -1 && from < list.indexOf(overId) ? 'after' : 'before'
}
