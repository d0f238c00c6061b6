import { defineEvent } from '../../foundation/server/events/events.ts'

export interface GradeNews {
  personId: string
  itemId: string
  offeringId: string
}

/** A grade of an item came, changed or went; the line of the record follows it. Apart from events.ts, which hears by keep-grade.ts. */
export const gradeKept = defineEvent<GradeNews>('grade.kept')
