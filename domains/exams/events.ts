import { defineEvent, type Listener } from '../../foundation/server/events/events.ts'

export interface AttemptNews {
  attemptId: string
  personId: string
  itemId: string
  offeringId: string
}

/** An attempt was handed in and marked. */
export const attemptMarked = defineEvent<AttemptNews>('attempt.marked')

/** What this domain hears. */
export const listeners: Listener[] = []
