import type { Listener } from '../../foundation/server/events/events.ts'

/** What this domain hears. */
export const listeners: Listener[] = []
