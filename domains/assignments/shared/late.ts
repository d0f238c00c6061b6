/** What an assignment does with work that comes after its deadline. */
export interface LatePolicy {
  /** Taken at all. */
  allowLate: boolean
  /** Days after the deadline in which it is still taken; null: without end. */
  lateDays: number | null
  /** Whole percent that every begun day takes from the points; 0: it is only marked as late. */
  latePerDay: number
  /** Whole percent of the points that stay in any case. */
  lateFloor: number
}

const dayLength = 86_400_000

/** Begun days between a deadline and a moment; 0 in time. One second late is one day late. */
export function daysLate(dueAt: Date | null, at: Date): number {
  return dueAt === null || at <= dueAt ? 0 : Math.ceil((at.getTime() - dueAt.getTime()) / dayLength)
}

/** Whole percent of the points that count after so many days. */
export function keptPercent(policy: Pick<LatePolicy, 'latePerDay' | 'lateFloor'>, days: number): number {
  return Math.max(policy.lateFloor, 100 - policy.latePerDay * days)
}

/** Points that count: the given ones times the kept percent, exact to hundredths, halves up. */
export function pointsKept(points: number, kept: number): number {
  return Math.round((Math.round(points * 100) * kept) / 100) / 100
}

/** Until when late work is taken; null: it is not, or without end. */
export function takenUntil(policy: Pick<LatePolicy, 'allowLate' | 'lateDays'>, dueAt: Date | null): Date | null {
  return dueAt === null || !policy.allowLate || policy.lateDays === null ? null : new Date(dueAt.getTime() + policy.lateDays * dayLength)
}
