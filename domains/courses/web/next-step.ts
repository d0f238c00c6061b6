import type { OutlineItemView, OutlineSectionView } from '../contract.ts'
import type { CourseProgress } from './progress.ts'

/**
 * What a student does next: what is due within a week and not done, the nearest first; else the first thing in order
 * that is not done. Undefined when everything that is open is done.
 */
export function nextStep(sections: OutlineSectionView[], progress: CourseProgress, now = Date.now()): OutlineItemView | undefined {
  const done = new Set(progress.items.filter((one) => one.completedAt).map((one) => one.itemId))
  const open = sections
    .flatMap((section) => (section.hidden ? [] : section.items))
    .filter(
      (item) =>
        item.kind !== 'heading' &&
        !item.hidden &&
        !done.has(item.id) &&
        (!item.opensAt || Date.parse(item.opensAt) <= now) &&
        !item.needs?.some(({ met }) => met === false),
    )
  const soon = open.filter((item) => item.dueAt && Date.parse(item.dueAt) > now && Date.parse(item.dueAt) < now + 7 * 86_400_000)
  return soon.toSorted((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''))[0] ?? open[0]
}
