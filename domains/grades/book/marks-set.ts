import { defineEvent } from '../../../foundation/server/events/events.ts'

/** Marks were written into the grade book, or a column of it came or went: open books and records follow. */
export const marksSet = defineEvent<{ offeringId: string; personIds: string[] }>('marks.set')
