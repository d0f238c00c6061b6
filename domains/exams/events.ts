import { defineEvent, type Listener } from '../../foundation/server/events/events.ts'

export interface AttemptNews {
  attemptId: string
  personId: string
  itemId: string
  offeringId: string
}

/** An attempt was handed in and all of it is marked, or its mark changed; read where it is kept. */
export const attemptMarked = defineEvent<AttemptNews>('attempt.marked')

/** What this domain hears. */
export const listeners: Listener[] = []
