import { daysLate, takenUntil, type LatePolicy } from './shared/late.ts'

/** What decides whether a student may hand in now. */
export interface HandInState {
  /** State of the newest round; null when there is none. */
  last: 'submitted' | 'marked' | 'returned' | null
  /** Days by which that round came late. */
  lastDaysLate: number
  /** The student's own deadline, where there is one. */
  dueAt: Date | null
  policy: Pick<LatePolicy, 'allowLate' | 'lateDays'>
  now: Date
}

/**
 * Whether work is taken, and by how many days it is late (R4.4a: by deadline). Rework that the teacher asked for is taken at
 * any time and is as late as the first round was.
 */
export function decideHandIn(state: HandInState): { open: true; daysLate: number } | { open: false; reason: 'submitted' | 'marked' | 'deadline' } {
  if (state.last === 'submitted' || state.last === 'marked') return { open: false, reason: state.last }
  if (state.last === 'returned') return { open: true, daysLate: state.lastDaysLate }
  const days = daysLate(state.dueAt, state.now)
  const until = takenUntil(state.policy, state.dueAt)
  if (days > 0 && (!state.policy.allowLate || (until !== null && state.now > until))) return { open: false, reason: 'deadline' }
  return { open: true, daysLate: days }
}
