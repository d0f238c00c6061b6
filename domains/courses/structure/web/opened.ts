import type { EditedItem, EditedSection } from '../contract.ts'

/** What of the course is opened in a dialog. */
export type Opened =
  | { kind: 'section'; section: EditedSection | null }
  | { kind: 'item'; section: EditedSection }
  | { kind: 'reuse'; section: EditedSection }
  | { kind: 'settings'; item: EditedItem }
  | { kind: 'actions'; item: EditedItem; section: EditedSection }
  | { kind: 'section-actions'; section: EditedSection }
  | { kind: 'bring'; item: EditedItem }
  | { kind: 'copy' }
  | { kind: 'delete'; what: 'sections' | 'items'; id: string; title: string }
  | null

/** What a part of the page may do with the order. */
export interface Mover {
  stepItem: (id: string, by: 1 | -1) => void
  stepSection: (id: string, by: 1 | -1) => void
  place: (itemId: string, sectionId: string, at: number) => void
}
