/** Minutes from midnight as people write them: 540 → «09:00». */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Reads «9:00», «09.00», «9»; null when it is no time of day. */
export function readClock(typed: string): number | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(typed.trim())
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2] ?? 0)]
  return found && hours < 24 && minutes < 60 ? hours * 60 + minutes : null
}

/** A day of the week by its number (1 Monday … 7 Sunday) as a date that the formatter can name. */
export function dateOfWeekday(weekday: number): string {
  return `2024-01-0${weekday}`
}
