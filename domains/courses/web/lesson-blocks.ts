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

/** What puts a new block of a kind into a text: shown in a dialog; it calls `onInsert` with the row it chose or made. */
export interface BlockMakerProps {
  itemId: string
  offeringId: string
  /** The block that is to be changed, for kinds that `changes`; absent for a new one. */
  had?: { id: string | null; spec?: string | null }
  /** `spec`: JSON of the block's own, at most 20 KB. */
  onInsert: (block: { id: string | null; spec?: string }) => void
  onClose: () => void
}

type Loader<Props> = () => Promise<{ default: ComponentType<Props> }>

const blocks = new Map<string, LazyExoticComponent<ComponentType<LessonBlockProps>>>()
const makers = new Map<string, LazyExoticComponent<ComponentType<BlockMakerProps>>>()
const changing = new Set<string>()

/** Registers what shows the blocks of a kind; the component is fetched only when a lesson holds one. */
export function registerLessonBlock(kind: string, load: Loader<LessonBlockProps>): void {
  blocks.set(kind, lazy(load))
}

/** Registers what puts blocks of a kind into a text: the «+» of the editor then offers it (label `blocks.KIND` of `courses-authoring`). */
export function registerBlockMaker(kind: string, load: Loader<BlockMakerProps>, { changes = false }: { changes?: boolean } = {}): void {
  makers.set(kind, lazy(load))
  if (changes) changing.add(kind)
}

/** Whether the maker of a kind also changes blocks that are there: the editor then offers it at a chosen one. */
export function changesBlocks(kind: string): boolean {
  return changing.has(kind)
}

/** The component for a kind of block; undefined for one that nobody registered. */
export function lessonBlock(kind: string): LazyExoticComponent<ComponentType<LessonBlockProps>> | undefined {
  return blocks.get(kind)
}

/** Every kind of block that can be put into a text, with what makes it. */
export function blockMakers(): ReadonlyMap<string, LazyExoticComponent<ComponentType<BlockMakerProps>>> {
  return makers
}
