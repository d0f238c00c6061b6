/** Something a student waits for: a work to be marked, a question to be answered. Moments in milliseconds. */
export interface Asked {
  came: number
  answered: number | null
  /** Days that were agreed on the day it came. */
  days: number
}

export interface Answering {
  came: number
  answered: number
  /** Answered by their day. */
  inTime: number
  /** Still waiting, past their day. */
  overdue: number
  waiting: number
  /** Hours from coming to answer, the middle one; null without answers. */
  medianHours: number | null
  /** Hours that the oldest still waits; null when nothing waits. */
  oldestHours: number | null
}

const hour = 3_600_000
const day = 24 * hour

/** Until when an answer is due. */
export const dueAt = ({ came, days }: Pick<Asked, 'came' | 'days'>): number => came + days * day

/** In time, late, waiting, or waiting past its day. */
export function stateOf(one: Asked, now: number): 'in-time' | 'late' | 'waiting' | 'overdue' {
  if (one.answered === null) return now > dueAt(one) ? 'overdue' : 'waiting'
  return one.answered <= dueAt(one) ? 'in-time' : 'late'
}

/** The figures over many. What waits and is not due yet counts neither for nor against. */
export function sumUp(rows: readonly Asked[], now: number): Answering {
  const count = (state: ReturnType<typeof stateOf>): number => rows.filter((one) => stateOf(one, now) === state).length
  const took = rows.flatMap((one) => (one.answered === null ? [] : [(one.answered - one.came) / hour])).toSorted((a, b) => a - b)
  const waits = rows.filter((one) => one.answered === null).map((one) => (now - one.came) / hour)
  const middle = took.length / 2
  return {
    came: rows.length,
    answered: took.length,
    inTime: count('in-time'),
    overdue: count('overdue'),
    waiting: waits.length,
    medianHours:
      took.length === 0 ? null : took.length % 2 === 1 ? (took[Math.floor(middle)] ?? 0) : ((took[middle - 1] ?? 0) + (took[middle] ?? 0)) / 2,
    oldestHours: waits.length > 0 ? Math.max(...waits) : null,
  }
}

/** Share answered in time of what was answered or should have been, 0–1; null where nothing was due yet. */
export function shareInTime({ answered, inTime, overdue }: Answering): number | null {
  return answered + overdue > 0 ? inTime / (answered + overdue) : null
}
