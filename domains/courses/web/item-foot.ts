import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

/** What stands under an open item is given. */
export interface ItemFootProps {
  itemId: string
  offeringId: string
}

let foot: LazyExoticComponent<ComponentType<ItemFootProps>> | undefined

/** Registers what stands folded under every open item: notes, questions, ratings. For `learning`. */
export function registerItemFoot(load: () => Promise<{ default: ComponentType<ItemFootProps> }>): void {
  foot = lazy(load)
}

/** What stands under an open item, when a domain has told. */
export function itemFoot(): LazyExoticComponent<ComponentType<ItemFootProps>> | undefined {
  return foot
}
