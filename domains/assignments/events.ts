import { onEvent, type Listener } from '../../foundation/server/events/events.ts'
import { deadlineMoved } from '../courses/index.ts'
import { followDeadline } from './follow-deadline.ts'

/** What this domain hears: a deadline of a student's own changes how late their work is. */
export const listeners: Listener[] = [onEvent(deadlineMoved, 'assignments.follow-deadline', (ctx, news) => followDeadline(ctx, news))]
