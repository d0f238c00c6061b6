/**
 * Instants and the civil calendar, with the clock of one place. The clock is data: Kyrgyzstan keeps UTC+6 all the
 * year, another place may give a function.
 */

/** The clock on the wall: its name, and its minutes ahead of UTC (a function of the instant where they change). */
export type Zone = { readonly name: string; readonly offsetMinutes: number | ((instant: number) => number) }

let defaultZone: Zone = { name: 'Asia/Bishkek', offsetMinutes: 360 }

/** The portal's clock. Bishkek, unless the installation says otherwise. */
export function portalZone(): Zone {
  return defaultZone
}

/** Sets the portal's clock at start; formatters made before keep theirs. */
export function setDefaultZone(zone: Zone): void {
  defaultZone = zone
}

/**
 * A point in time: a Date, milliseconds since 1970, an ISO instant ('2025-05-20T08:05:00Z'), or a plain date
 * ('2025-05-20'), which is the same day on every clock.
 */
export type Moment = Date | number | string

export type CivilParts = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  /** 0 Monday … 6 Sunday */
  weekday: number
  /** true when only a date was given */
  dateOnly: boolean
}

const plainDate = /^(\d{4})-(\d{2})-(\d{2})$/

function offsetAt(zone: Zone, instant: number): number {
  return typeof zone.offsetMinutes === 'number' ? zone.offsetMinutes : zone.offsetMinutes(instant)
}

/** Milliseconds since 1970; a plain date is its midnight on the zone's clock. */
export function instantOf(moment: Moment, zone: Zone = defaultZone): number {
  if (typeof moment === 'number') return moment
  if (typeof moment !== 'string') return moment.getTime()
  if (!plainDate.test(moment)) return Date.parse(moment)
  const midnight = Date.parse(`${moment}T00:00:00Z`)
  return midnight - offsetAt(zone, midnight) * 60_000
}

/** The parts of a moment on a clock. A moment that cannot be read throws RangeError. */
export function partsOf(moment: Moment, zone: Zone = defaultZone): CivilParts {
  const dateOnly = typeof moment === 'string' && plainDate.test(moment)
  const instant = instantOf(moment, zone)
  if (!Number.isFinite(instant)) throw new RangeError(`not a moment: ${String(moment)}`)
  const shifted = new Date(instant + offsetAt(zone, instant) * 60_000)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday: (shifted.getUTCDay() + 6) % 7,
    dateOnly,
  }
}

/** Days since 1970-01-01: two moments of one day have the same number. */
export function dayNumberOf(parts: Pick<CivilParts, 'year' | 'month' | 'day'>): number {
  return Math.round(Date.UTC(parts.year, parts.month - 1, parts.day) / 86_400_000)
}

/** The plain date ('2025-05-20') of a moment on the zone's clock. */
export function civilDate(moment: Moment, zone: Zone = defaultZone): string {
  const { year, month, day } = partsOf(moment, zone)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/**
 * Reads a date as people write it: 20.05.2025, 20.5.25, 20/05/2025, 2025-05-20.
 * @returns a plain date, or null when it is none
 */
export function parseDate(text: string): string | null {
  const iso = plainDate.exec(text.trim())
  const written = /^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4}|\d{2})\.?$/.exec(text.trim())
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : written
      ? [Number(written[3]) + (written[3]?.length === 2 ? 2000 : 0), Number(written[2]), Number(written[1])]
      : [0, 0, 0]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

/**
 * Reads a time of day: 9:05, 09.05, 0905, 9.
 * @returns 'HH:MM', or null when it is none
 */
export function parseTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[:.\s]?(\d{2}))?$/.exec(text.trim())
  if (!found) return null
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The instant (ISO, UTC) of a plain date and a time 'HH:MM' on the zone's clock. */
export function toInstant(date: string, time = '00:00', zone: Zone = defaultZone): string {
  const wall = Date.parse(`${date}T${time}:00Z`)
  return new Date(wall - offsetAt(zone, wall - offsetAt(zone, wall) * 60_000) * 60_000).toISOString()
}
