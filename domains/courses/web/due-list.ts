import type { OutlineItemView, OutlineSectionView } from '../contract.ts'
import type { CourseProgress } from './progress.ts'

const soon = 14 * 86_400_000

/** What has a date and is not done: late things first, then what is due within two weeks, the nearest first. At most `most`. */
export function dueList(sections: OutlineSectionView[], progress: CourseProgress, most = 4, now = Date.now()): OutlineItemView[] {
  const done = new Set(progress.items.filter((one) => one.completedAt).map((one) => one.itemId))
  return sections
    .flatMap((section) => (section.hidden ? [] : section.items))
    .filter(
      (item) =>
        item.dueAt !== null &&
        !item.hidden &&
        !done.has(item.id) &&
        Date.parse(item.dueAt) < now + soon &&
        (!item.opensAt || Date.parse(item.opensAt) <= now),
    )
    .toSorted((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''))
    .slice(0, most)
}

/** The items that are new or changed for the reader, in the order of the course. At most `most`. */
export function freshList(sections: OutlineSectionView[], progress: CourseProgress, most = 4): { item: OutlineItemView; why: 'new' | 'changed' }[] {
  const fresh = new Map(progress.fresh.map((one) => [one.itemId, one.why]))
  return sections
    .flatMap((section) => section.items)
    .flatMap((item) => {
      const why = fresh.get(item.id)
      return why ? [{ item, why }] : []
    })
    .slice(0, most)
}
