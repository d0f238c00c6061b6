/** Which part of a recording is the lecture, in seconds from its beginning. */
export interface Trim {
  start: number
  end: number
}

/** A lecture is never cut shorter than this. */
export const shortestPart = 1

const tenth = (value: number): number => Math.round(value * 10) / 10

/**
 * What is really cut of a recording of so many seconds: within it, at least a second long, in tenths; null where nothing
 * is to be cut, or where the numbers mean nothing.
 */
export function trimOf(wanted: Trim | null | undefined, seconds: number): Trim | null {
  if (!wanted || !Number.isFinite(wanted.start) || !Number.isFinite(wanted.end) || !(seconds > shortestPart)) return null
  const start = tenth(Math.min(Math.max(0, wanted.start), seconds - shortestPart))
  const end = tenth(Math.min(Math.max(wanted.end, start + shortestPart), seconds))
  const whole = start <= 0 && end >= tenth(seconds) - 0.05
  return whole ? null : { start, end }
}

/** One end is moved by hand: the other one stays, and a second lies always between them. */
export function moveEnd(trim: Trim, which: 'start' | 'end', to: number, seconds: number): Trim {
  if (which === 'start') return { ...trim, start: tenth(Math.min(Math.max(0, to), trim.end - shortestPart)) }
  return { ...trim, end: tenth(Math.min(Math.max(to, trim.start + shortestPart), seconds)) }
}
