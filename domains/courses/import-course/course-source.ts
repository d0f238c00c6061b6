import type { Readable } from 'node:stream'
import type { Locale, Localized } from '../../../foundation/i18n/localized.ts'
import type { ImportNote } from '../contract.ts'
import type { ImportedAssignment, ImportedQuiz, ImportedTool } from '../item-kinds.ts'

/** A course file of any format, read as far as its order: what is written from it does not know the format. */
export interface CourseSource {
  /** `1.3`, `1.1 canvas`, `moodle 4.1`, `univer-plus 1`. */
  format: string
  title: string
  /** A language tag as the file states it; may be empty. */
  language: string
  /** Id of the course file to be → the file. */
  files: Map<string, SourceFile>
  sections: SourceSection[]
  /** Reads one item. A faulty one is reported and left out; a hostile one ends the whole import. */
  bring: (item: SourceItem) => Promise<BroughtItem>
  /** What concerns the whole file. */
  notes?: ImportNote[]
}

export interface SourceFile {
  /** Path inside the course. */
  path: string
  bytes: number
  open: () => Promise<Readable>
}

export interface SourceSection {
  id: string
  /** In the course's language or in several; null: the section of what stood in no module. */
  title: string | Localized | null
  hidden: boolean
  week?: number | null
  items: SourceItem[]
  /** Whether it comes also with nothing in it; told where the file's author named it on purpose. */
  keepEmpty?: boolean
}

/** An item to be made: its id is known beforehand, so that texts may lead to it. */
export interface SourceItem {
  id: string
  sourceId: string
  /** For the report, where the item does not come in. */
  kind: string
}

/** What an item of the file holds for us, read and cleaned; nothing is written yet. */
export interface BroughtItem {
  /** Kind of our item; null when it cannot come in. */
  kind: 'page' | 'file' | 'link' | 'test' | 'assignment' | 'discussion' | 'heading' | 'coding' | 'tool' | null
  title: string
  /** The title in the languages that the file names. */
  titles?: Localized
  hidden: boolean
  html: string
  /** The text in the languages that the file names; wins over `html`. */
  texts?: Partial<Record<Locale | 'und', string>>
  url: string | null
  /** Course files that the item shows. */
  files: string[]
  quiz: Omit<ImportedQuiz, 'language'> | null
  assignment: ImportedAssignment | null
  /** A link to an outside tool; comes in only where that tool is registered. */
  tool?: ImportedTool
  opensAt: Date | null
  dueAt: Date | null
  minutes?: number | null
  notes: ImportNote[]
  /** Rows behind the blocks of its texts, by the id that stands there; the item's own under the item's source id. */
  blocks?: { id: string; kind: string; content: unknown }[]
  /** Questions that our tests cannot ask, for a hidden page behind the test. */
  keptHtml?: string
}

/** A brought item that holds nothing yet. */
export const nothing = { html: '', url: null, files: [], quiz: null, assignment: null, opensAt: null, dueAt: null } satisfies Partial<BroughtItem>
