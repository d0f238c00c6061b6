/** When an exam is sat; instants in milliseconds. */
export interface SittingTimes {
  roomOpensAt: number
  startsAt: number
  lateUntil: number
  endsAt: number
}

interface Plan {
  startsAt: Date
  roomMinutes: number
  lateMinutes: number
}

const minute = 60_000

/**
 * The times of an exam for one student.
 * @param minutes how long it is; `more` minutes are theirs alone
 */
export function timesOf(plan: Plan, minutes: number, more = 0): SittingTimes {
  const startsAt = plan.startsAt.getTime()
  const endsAt = startsAt + (minutes + more) * minute
  return { roomOpensAt: startsAt - plan.roomMinutes * minute, startsAt, lateUntil: Math.min(endsAt, startsAt + plan.lateMinutes * minute), endsAt }
}

export type SittingState = 'early' | 'room' | 'open' | 'late' | 'over'

/** Where an exam is at a moment, for somebody who is not in it yet. */
export function stateAt(times: SittingTimes, now: number): SittingState {
  if (now < times.roomOpensAt) return 'early'
  if (now < times.startsAt) return 'room'
  if (now >= times.endsAt) return 'over'
  return now <= times.lateUntil ? 'open' : 'late'
}
