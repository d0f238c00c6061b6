import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

/** What a view of an item's own kind is given. The heading, the dates and previous/next stand around it already. */
export interface ItemViewProps {
  itemId: string
  offeringId: string
  /** Whether the reader may edit the course. */
  teaching: boolean
}

type Loader = () => Promise<{ default: ComponentType<ItemViewProps> }>

const views = new Map<string, LazyExoticComponent<ComponentType<ItemViewProps>>>()

/**
 * Registers what shows the items of a kind that another domain owns; called at the top of that domain's `web/pages.tsx`.
 * The component is fetched only when such an item is opened.
 */
export function registerItemView(kind: string, load: Loader): void {
  views.set(kind, lazy(load))
}

/** The component for a kind; undefined for the kinds of this domain. */
export function itemView(kind: string): LazyExoticComponent<ComponentType<ItemViewProps>> | undefined {
  return views.get(kind)
}
