import { defineEvent, type Listener } from '../../foundation/server/events/events.ts'

/** What somebody reached in an item whose kind a room of this domain runs (a package, a tool, a programming task, a video). */
export interface ItemResult {
  personId: string
  itemId: string
  offeringId: string
  /** The item is finished by its own rule. */
  done: boolean
  /** Share of the points, 0 to 1; null where the item gives none. */
  score: number | null
  /** Seconds of work that this result stands for. */
  seconds: number
}

/** An item's own result was kept; `learning` marks the progress from it (R4.3c). */
export const itemResult = defineEvent<ItemResult>('item.result')

/** The syllabus of an offering was saved; the grade book takes its weights (R4.4b). */
export const syllabusSaved = defineEvent<{ offeringId: string; personId: string; version: number }>('syllabus.saved')

/** Students were given a deadline of their own in an assignment, or lost it. */
export const deadlineMoved = defineEvent<{ itemId: string; offeringId: string; personIds: string[] }>('deadline.moved')

/** What this domain hears. */
export const listeners: Listener[] = []
