/** How a student was at a class: there, late, absent, absent with a good reason (R4.3c). */
export const presences = ['present', 'late', 'absent', 'excused'] as const
export type Presence = (typeof presences)[number]

export const classKinds = ['lecture', 'practical', 'laboratory', 'seminar'] as const

/** Who was late was there; who is excused missed the hours all the same, and is not blamed for them. */
export const isThere = (state: Presence): boolean => state === 'present' || state === 'late'

export interface Hours {
  /** Academic hours of classes whose attendance was taken for this student. */
  held: number
  missed: number
  excused: number
}

/** Sums the hours of one student over classes; `null` is a class where nothing was said of them. */
export function hoursOf(rows: readonly { hours: number; state: Presence | null }[]): Hours {
  const sum: Hours = { held: 0, missed: 0, excused: 0 }
  for (const { hours, state } of rows) {
    if (state === null) continue
    sum.held += hours
    if (state === 'absent') sum.missed += hours
    if (state === 'excused') sum.excused += hours
  }
  return sum
}

/** Share of the hours one was at, 0–1; null while nothing was held. */
export const shareThere = ({ held, missed, excused }: Hours): number | null => (held > 0 ? (held - missed - excused) / held : null)
