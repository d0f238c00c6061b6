import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { OutlineItemView, OutlineSectionView } from '../contract.ts'
import type { item, section } from '../tables.ts'
import type { FrozenItem, FrozenSection, FrozenTexts } from './content.ts'

export interface Version {
  outline: FrozenSection[]
  texts: FrozenTexts
}
type Live = { section: typeof section.$inferSelect; item: typeof item.$inferSelect | null }

/** The outline of a published version: its titles and order; dates are the live ones, and what was hidden since is hidden at once. */
export function frozenOutline(version: Pick<Version, 'outline'>, rows: Live[]): OutlineSectionView[] {
  const live = new Map(rows.flatMap((row) => (row.item && !row.item.hidden && !row.section.hidden ? [[row.item.id, row.item] as const] : [])))
  return version.outline
    .map((part) => ({
      id: part.id,
      title: part.title,
      week: part.week,
      hidden: false,
      items: part.items.flatMap((one): OutlineItemView[] => {
        const own = live.get(one.id)
        if (!own) return []
        const { id, kind, title, minutes } = one
        return [{ id, kind, title, minutes, opensAt: own.opensAt?.toISOString() ?? null, dueAt: own.dueAt?.toISOString() ?? null, hidden: false }]
      }),
    }))
    .filter((part) => part.items.length > 0)
}

/** An item as a version keeps it, with its section and the steps around it; null when the version does not hold it. */
export function frozenItem(
  version: Version,
  itemId: string,
): { item: FrozenItem; section: { id: string; title: Localized }; texts: { language: string; html: string }[] } | null {
  for (const part of version.outline) {
    const found = part.items.find((one) => one.id === itemId)
    if (!found) continue
    const texts = Object.entries(version.texts[itemId] ?? {}).map(([language, html]) => ({ language, html }))
    return { item: found, section: { id: part.id, title: part.title }, texts }
  }
  return null
}
