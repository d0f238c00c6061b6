import { defineEvent } from '../../foundation/server/events/events.ts'

export interface SubmissionNews {
  submissionId: string
  personId: string
  itemId: string
  offeringId: string
}

/** Work was handed in. */
export const submissionMade = defineEvent<SubmissionNews>('submission.made')
/** Work was marked, or sent back for rework. */
export const submissionMarked = defineEvent<SubmissionNews>('submission.marked')
