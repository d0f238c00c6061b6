import type { Fault, Mark } from '../shared/paper.ts'
import type { DragContent, HotspotContent, Picture, Point, Shape } from '../shared/question.ts'
import { randomOf, shuffleBlind } from '../shared/random.ts'
import { filled, keyOf, marked, markedParts, uniqueIds } from './common.ts'

/** Is the point in the shape, or on its edge? */
export function inside(shape: Shape, { x, y }: Point): boolean {
  if (shape.kind === 'circle') return Math.hypot(x - shape.x, y - shape.y) <= shape.r
  if (shape.kind === 'rect') return x >= shape.x && x <= shape.x + shape.width && y >= shape.y && y <= shape.y + shape.height
  let within = false
  shape.points.forEach((a, index) => {
    const b = shape.points[(index + 1) % shape.points.length] as Point
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) within = !within
  })
  return within
}

/** A point well inside; null when the shape holds none. */
export function pointIn(shape: Shape): Point | null {
  if (shape.kind === 'circle') return shape.r > 0 ? { x: shape.x, y: shape.y } : null
  if (shape.kind === 'rect') return shape.width > 0 && shape.height > 0 ? { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 } : null
  const ys = shape.points.map(({ y }) => y)
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  // Middles of the stretches that lines across it lie inside: a hollow shape's centre may lie outside.
  for (const part of [0.5, 0.31, 0.69, 0.13, 0.87]) {
    const y = top + (bottom - top) * part
    const cuts = shape.points
      .flatMap((a, index) => {
        const b = shape.points[(index + 1) % shape.points.length] as Point
        return a.y > y !== b.y > y ? [((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x] : []
      })
      .toSorted((a, b) => a - b)
    const widest = cuts.flatMap((x, index) => (index % 2 === 0 && index + 1 < cuts.length ? [{ x, wide: (cuts[index + 1] ?? x) - x }] : []))
    const best = widest.toSorted((a, b) => b.wide - a.wide)[0]
    const point = best && best.wide > 0 ? { x: best.x + best.wide / 2, y } : null
    if (point && inside(shape, point)) return point
  }
  return null
}

/** Each region is hit by one click at most, so that as many as possible are hit; every other click costs one. */
export function markHotspot(content: HotspotContent, points: readonly Point[]): Mark {
  const clicks = points.slice(0, 100)
  const clickOf = new Map<number, number>()
  const place = (click: number, seen: Set<number>): boolean =>
    content.regions.some(({ shape }, region) => {
      if (seen.has(region) || !inside(shape, clicks[click] as Point)) return false
      seen.add(region)
      const before = clickOf.get(region)
      if (before !== undefined && !place(before, seen)) return false
      clickOf.set(region, click)
      return true
    })
  clicks.forEach((_, click) => place(click, new Set()))
  const parts = content.regions.map((_, index) => ({ id: String(index + 1), share: clickOf.has(index) ? 1 : 0 }))
  const missed = clicks.length - clickOf.size
  const feedback = content.regions.flatMap(({ id }, index) => (clickOf.has(index) ? [`regions/${id}`] : []))
  return content.regions.length === 0 ? marked(0) : marked((clickOf.size - missed) / content.regions.length, parts, feedback)
}

export function layLabels(content: DragContent, seed: string): { id: string; label: DragContent['labels'][number] }[] {
  const order = shuffleBlind(content.labels, ({ text, picture }) => [keyOf(text), picture], randomOf(seed, 'labels'))
  return order.map((label, index) => ({ id: `l${index + 1}`, label }))
}

export function markDrag(content: DragContent, seed: string, given: Record<string, string>): Mark {
  const looks = ({ text, picture }: DragContent['labels'][number]): string => `${keyOf(text)}\u0000${picture}`
  const laid = new Map(layLabels(content, seed).map(({ id, label }) => [id, label]))
  const right = new Map(content.labels.map((label) => [label.id, looks(label)]))
  const used = new Set<string>()
  return markedParts(
    content.zones.map((zone, index) => {
      const id = `z${index + 1}`
      const label = laid.get(Object.hasOwn(given, id) ? (given[id] ?? '') : '')
      // A label of which there is one cannot lie in two places.
      if (!label || (used.has(label.id) && !label.unlimited)) return { id, share: 0 }
      used.add(label.id)
      return { id, share: looks(label) === right.get(zone.label) ? 1 : 0 }
    }),
  )
}

export function rightDrag(content: DragContent, seed: string): Record<string, string> {
  const laid = layLabels(content, seed)
  return Object.fromEntries(content.zones.map((zone, index) => [`z${index + 1}`, laid.find(({ label }) => label.id === zone.label)?.id ?? '']))
}

export function hotspotFaults(content: HotspotContent): Fault[] {
  const faults = pictureFaults(content.picture)
  if (content.regions.length === 0) faults.push({ path: 'regions', key: 'regions-none' })
  content.regions.forEach(({ shape }, index) => faults.push(...shapeFaults(shape, `regions.${index}`)))
  return [...faults, ...uniqueIds(content.regions, 'regions')]
}

export function dragFaults(content: DragContent): Fault[] {
  const faults = pictureFaults(content.picture)
  if (content.zones.length === 0) faults.push({ path: 'zones', key: 'regions-none' })
  content.labels.forEach(({ text, picture }, index) => {
    if (!picture && !filled(text)) faults.push({ path: `labels.${index}`, key: 'empty-text' })
  })
  content.zones.forEach((zone, index) => {
    faults.push(...shapeFaults(zone.shape, `zones.${index}`))
    const label = content.labels.find(({ id }) => id === zone.label)
    if (!label) faults.push({ path: `zones.${index}.label`, key: 'label-none' })
    else if (!label.unlimited && content.zones.some((other, at) => at < index && other.label === label.id))
      faults.push({ path: `zones.${index}.label`, key: 'label-twice' })
  })
  return [...faults, ...uniqueIds(content.labels, 'labels'), ...uniqueIds(content.zones, 'zones')]
}

function pictureFaults({ src, width, height, alt }: Picture): Fault[] {
  const faults: Fault[] = []
  if (!src || !(width > 0) || !(height > 0)) faults.push({ path: 'picture', key: 'picture' })
  if (!filled(alt)) faults.push({ path: 'picture.alt', key: 'picture-words' })
  return faults
}

function shapeFaults(shape: Shape, path: string): Fault[] {
  return pointIn(shape) ? [] : [{ path, key: 'shape' }]
}
