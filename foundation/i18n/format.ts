/**
 * THE formatter: every date, number, amount, measure and name that a person reads goes through it, on the server
 * and in the page alike. It does not use `Intl`: browsers know no Kyrgyz, and for Russian and English their
 * versions differ, while a paper and a page must say the same.
 */
import { instantOf, partsOf, dayNumberOf, portalZone, type CivilParts, type Moment, type Zone } from './moment.ts'
import { accusativeOfOne, byteUnits, calendarWords, currencyWords, kyrgyzAblative, relativeFrames, unitWords, type UnitName } from './words.ts'
import { compareText } from './collate.ts'
import { personName, type PersonNameParts, type PersonNameStyle } from './person-name.ts'
import type { Locale } from './localized.ts'

export { compareText, sortKey } from './collate.ts'
export { personInitials, personName, type PersonNameParts, type PersonNameStyle } from './person-name.ts'
export { portalZone, civilDate, parseDate, parseTime, setDefaultZone, toInstant, type Moment, type Zone } from './moment.ts'

/** A space at which a line is not broken: between thousands, before units. */
const nbsp = '\u00a0'
/** A dash of ranges. */
const dash = '–'

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

/** The category that decides a word's form beside a number (CLDR rules for the three languages). */
export type PluralCategory = 'one' | 'few' | 'many' | 'other'

/** Gives the plural category of a number: 1 «one», in Russian also few (2–4) and many (5–20). */
export function pluralCategory(value: number, locale: Locale): PluralCategory {
  const n = Math.abs(value)
  if (locale !== 'ru') return n === 1 ? 'one' : 'other'
  if (!Number.isInteger(n)) return 'other'
  const ten = n % 10
  const hundred = n % 100
  if (ten === 1 && hundred !== 11) return 'one'
  if (ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14)) return 'few'
  return 'many'
}

/** Rounds half away from zero on the decimal digits, so that 1.005 with two digits is 1,01 everywhere. */
function roundTo(value: number, digits: number): string {
  const [mantissa = '0', exponent = '0'] = String(Math.abs(value)).split('e')
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + digits}`))
  const text = BigInt(shifted).toString()
  if (digits === 0) return text
  const padded = text.padStart(digits + 1, '0')
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}

/** digits: exactly so many after the comma · maxDigits: at most so many, zeros dropped (default 2) */
export type NumberOptions = { digits?: number; maxDigits?: number }

/** 42 500,5 in Kyrgyz and Russian, 42,500.5 in English; a minus is «−». */
export function formatNumber(value: number, locale: Locale, options: NumberOptions = {}): string {
  if (!Number.isFinite(value)) return '—'
  const digits = options.digits ?? options.maxDigits ?? 2
  const [whole = '0', rest = ''] = roundTo(value, digits).split('.')
  const fraction = options.digits === undefined ? rest.replace(/0+$/, '') : rest
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === 'en' ? ',' : nbsp)
  const sign = value < 0 && /[1-9]/.test(whole + fraction) ? '−' : ''
  return sign + grouped + (fraction ? (locale === 'en' ? '.' : ',') + fraction : '')
}

/** An amount in minor units (tyiyn): 4250000 → «42 500,00 сом». */
export function formatMoney(minor: number, locale: Locale, currency = 'KGS'): string {
  return `${formatNumber(minor / 100, locale, { digits: 2 })}${nbsp}${currencyWords[currency]?.[locale] ?? currency}`
}

/** A share of one: 0.85 → «85 %», in English «85%». */
export function formatPercent(share: number, locale: Locale, options: NumberOptions = { maxDigits: 0 }): string {
  return formatNumber(share * 100, locale, options) + (locale === 'en' ? '%' : `${nbsp}%`)
}

/** A file's size: «1,4 МБ», counted by 1024. */
export function formatBytes(bytes: number, locale: Locale): string {
  const units = byteUnits[locale]
  let value = bytes
  let step = 0
  while (Math.abs(value) >= 1023.5 && step < units.length - 1) {
    value /= 1024
    step += 1
  }
  return `${formatNumber(value, locale, { maxDigits: value < 10 && step > 0 ? 1 : 0 })}${nbsp}${units[step] ?? ''}`
}

function unit(count: number, name: UnitName, locale: Locale): string {
  return `${formatNumber(count, locale)}${nbsp}${unitWords[locale][name].long[pluralCategory(count, locale)]}`
}

/** long «1 час 30 минут» · short «1 ч 30 мин» · clock «1:30:00» (a timer) */
export type DurationStyle = 'long' | 'short' | 'clock'

/** A length of time given in seconds; at most two units are named. */
export function formatDuration(seconds: number, locale: Locale, style: DurationStyle = 'short'): string {
  let left = Math.max(0, Math.round(seconds))
  if (style === 'clock') {
    const hours = Math.floor(left / 3600)
    const minutes = Math.floor((left % 3600) / 60)
    return hours > 0 ? `${hours}:${pad(minutes)}:${pad(left % 60)}` : `${minutes}:${pad(left % 60)}`
  }
  const named: string[] = []
  for (const [name, size] of [
    ['day', 86400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) named.push(style === 'long' ? unit(count, name, locale) : `${count}${nbsp}${unitWords[locale][name].short}`)
    else if (named.length > 0) break
    if (named.length === 2) break
  }
  if (named.length === 0) return style === 'long' ? unit(0, 'minute', locale) : `0${nbsp}${unitWords[locale].minute.short}`
  return named.join(' ')
}

function longDate(parts: CivilParts, locale: Locale): string {
  const month = calendarWords[locale].monthsOfDate[parts.month - 1] ?? ''
  if (locale === 'ky') return `${parts.year}-жылдын ${parts.day}-${month}`
  if (locale === 'ru') return `${parts.day}${nbsp}${month} ${parts.year}${nbsp}г.`
  return `${parts.day}${nbsp}${month} ${parts.year}`
}

function dayMonth(parts: CivilParts, locale: Locale): string {
  const words = calendarWords[locale]
  if (locale === 'ky') return `${parts.day}-${words.months[parts.month - 1] ?? ''}`
  return `${parts.day}${nbsp}${words.monthsOfDate[parts.month - 1] ?? ''}`
}

const shortDate = (parts: CivilParts): string => `${pad(parts.day)}.${pad(parts.month)}.${pad(parts.year, 4)}`
const clock = (parts: CivilParts): string => `${pad(parts.hour)}:${pad(parts.minute)}`

function relativeUnit(count: number, name: UnitName, future: boolean, locale: Locale): string {
  if (locale === 'ky' && future) return `${count}${nbsp}${kyrgyzAblative[name]} кийин`
  let text = unit(count, name, locale)
  const accusative = accusativeOfOne[name]
  if (locale === 'ru' && accusative && pluralCategory(count, 'ru') === 'one') text = `${count}${nbsp}${accusative}`
  return future ? relativeFrames[locale].future(text) : relativeFrames[locale].past(text)
}

/** Everything a reader's language and clock decide. Made by `formatFor`. */
export type Format = {
  readonly locale: Locale
  readonly zone: Zone
  /** 20.05.2025 */
  date: (at: Moment) => string
  /** ky «2025-жылдын 20-майы» · ru «20 мая 2025 г.» · en «20 May 2025» */
  longDate: (at: Moment) => string
  /** ky «20-май» · ru «20 мая» · en «20 May» */
  dayMonth: (at: Moment) => string
  /** ky «2025-ж. май» · ru «май 2025 г.» · en «May 2025» */
  monthYear: (at: Moment) => string
  /** 14:05 */
  time: (at: Moment) => string
  /** 20.05.2025, 14:05 */
  dateTime: (at: Moment) => string
  /** 09:00–10:20, or with dates where the days differ */
  range: (from: Moment, to: Moment) => string
  /** «бүгүн», «эртең», «кечээ»; else the day and month, with the year when it is another one */
  relativeDay: (at: Moment, now?: Moment) => string
  /** «5 мүнөт мурун», «через 2 часа»; farther than a week, the date */
  relativeTime: (at: Moment, now?: Moment) => string
  /** long «шейшемби» · short «шей» · tiny «Шш» */
  weekday: (at: Moment, style?: 'long' | 'short' | 'tiny') => string
  number: (value: number, options?: NumberOptions) => string
  money: (minor: number, currency?: string) => string
  percent: (share: number, options?: NumberOptions) => string
  bytes: (bytes: number) => string
  duration: (seconds: number, style?: DurationStyle) => string
  plural: (value: number) => PluralCategory
  compare: (a: string, b: string) => number
  name: (parts: PersonNameParts, style?: PersonNameStyle) => string
  /** Monday … Sunday */
  weekdays: (style?: 'long' | 'short' | 'tiny') => readonly string[]
  /** January … December, as they stand alone */
  months: () => readonly string[]
}

const made = new Map<string, Format>()

/**
 * The formatter of a language. It is made once for each language and clock.
 * @param zone the clock on the wall; Bishkek, UTC+6, unless the portal is set otherwise
 */
export function formatFor(locale: Locale, zone: Zone = portalZone()): Format {
  const key = `${locale} ${zone.name}`
  const known = made.get(key)
  if (known && known.zone === zone) return known
  const format = makeFormat(locale, zone)
  made.set(key, format)
  return format
}

function makeFormat(locale: Locale, zone: Zone): Format {
  const words = calendarWords[locale]
  const at = (moment: Moment): CivilParts => partsOf(moment, zone)
  const weekdayWords = { long: words.weekdays, short: words.weekdaysShort, tiny: words.weekdaysTiny }
  const relativeDay = (moment: Moment, now: Moment = Date.now()): string => {
    const distance = dayNumberOf(at(moment)) - dayNumberOf(at(now))
    const word = words.nearDays[distance + 2]
    if (word) return word
    return at(moment).year === at(now).year ? dayMonth(at(moment), locale) : longDate(at(moment), locale)
  }
  return {
    locale,
    zone,
    date: (moment) => shortDate(at(moment)),
    longDate: (moment) => longDate(at(moment), locale),
    dayMonth: (moment) => dayMonth(at(moment), locale),
    monthYear: (moment) => {
      const { year, month } = at(moment)
      const name = words.months[month - 1] ?? ''
      if (locale === 'ky') return `${year}-ж. ${name}`
      return locale === 'ru' ? `${name} ${year}${nbsp}г.` : `${name} ${year}`
    },
    time: (moment) => clock(at(moment)),
    dateTime: (moment) => `${shortDate(at(moment))}, ${clock(at(moment))}`,
    range: (from, to) => {
      const [first, last] = [at(from), at(to)]
      if (first.dateOnly || last.dateOnly) {
        return dayNumberOf(first) === dayNumberOf(last) ? shortDate(first) : `${shortDate(first)}${nbsp}${dash} ${shortDate(last)}`
      }
      if (dayNumberOf(first) === dayNumberOf(last)) return `${shortDate(first)}, ${clock(first)}${dash}${clock(last)}`
      return `${shortDate(first)}, ${clock(first)}${nbsp}${dash} ${shortDate(last)}, ${clock(last)}`
    },
    relativeDay,
    relativeTime: (moment, now = Date.now()) => {
      const seconds = Math.round((instantOf(moment, zone) - instantOf(now, zone)) / 1000)
      const distance = Math.abs(seconds)
      const future = seconds > 0
      if (distance < 45) return words.now
      if (distance < 3570) return relativeUnit(Math.max(1, Math.round(distance / 60)), 'minute', future, locale)
      if (distance < 86_400 * 0.95) return relativeUnit(Math.round(distance / 3600), 'hour', future, locale)
      if (distance < 86_400 * 6.5) return relativeUnit(Math.max(1, Math.round(distance / 86_400)), 'day', future, locale)
      return relativeDay(moment, now)
    },
    weekday: (moment, style = 'long') => weekdayWords[style][at(moment).weekday] ?? '',
    number: (value, options) => formatNumber(value, locale, options),
    money: (minor, currency) => formatMoney(minor, locale, currency),
    percent: (share, options) => formatPercent(share, locale, options),
    bytes: (bytes) => formatBytes(bytes, locale),
    duration: (seconds, style) => formatDuration(seconds, locale, style),
    plural: (value) => pluralCategory(value, locale),
    compare: (a, b) => compareText(a, b, locale),
    name: personName,
    weekdays: (style = 'long') => weekdayWords[style],
    months: () => words.months,
  }
}
