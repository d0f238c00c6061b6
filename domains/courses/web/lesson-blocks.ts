import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

/** What a block of a lesson is given: `<figure data-block="KIND" data-id="…" data-…>` in the lesson's text. */
export interface LessonBlockProps {
  /** Row of the room that owns the kind; null for blocks that carry everything in `data`. */
  id: string | null
  itemId: string
  offeringId: string
  /** The other `data-` attributes, without the prefix. */
  data: Record<string, string>
}

type Loader = () => Promise<{ default: ComponentType<LessonBlockProps> }>

const blocks = new Map<string, LazyExoticComponent<ComponentType<LessonBlockProps>>>()

/** Registers what shows the blocks of a kind; the component is fetched only when a lesson holds one. */
export function registerLessonBlock(kind: string, load: Loader): void {
  blocks.set(kind, lazy(load))
}

/** The component for a kind of block; undefined for one that nobody registered. */
export function lessonBlock(kind: string): LazyExoticComponent<ComponentType<LessonBlockProps>> | undefined {
  return blocks.get(kind)
}
