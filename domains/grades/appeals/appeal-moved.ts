import { defineEvent } from '../../../foundation/server/events/events.ts'

/** An appeal was filed, spoken in, answered or taken back: open pages of the student, the teachers and the commission follow. */
export const appealMoved = defineEvent<{ appealId: string; personId: string; offeringId: string }>('appeal.moved')
