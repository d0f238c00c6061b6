/** What decides whether a student may hand in now. */
export interface HandInState {
  /** State of the newest round; null when there is none. */
  last: 'submitted' | 'marked' | 'returned' | null
  lastLate: boolean
  dueAt: Date | null
  allowLate: boolean
  now: Date
}

/**
 * Whether work is taken, and whether it is late (R4.4a: by deadline). Rework that the teacher asked for is taken at any
 * time and is late only if the first round was.
 */
export function decideHandIn(state: HandInState): { open: true; late: boolean } | { open: false; reason: 'submitted' | 'marked' | 'deadline' } {
  if (state.last === 'submitted' || state.last === 'marked') return { open: false, reason: state.last }
  if (state.last === 'returned') return { open: true, late: state.lastLate }
  const late = state.dueAt !== null && state.now > state.dueAt
  return late && !state.allowLate ? { open: false, reason: 'deadline' } : { open: true, late }
}
