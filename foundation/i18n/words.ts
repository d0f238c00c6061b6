import type { Locale } from './localized.ts'

/** The words of dates and measures. They are kept here because browsers know no Kyrgyz. */
export type CalendarWords = {
  /** January … December, in the form used after a day number. */
  monthsOfDate: readonly string[]
  /** January … December, standing alone (a calendar's heading). */
  months: readonly string[]
  monthsShort: readonly string[]
  /** Monday … Sunday. */
  weekdays: readonly string[]
  weekdaysShort: readonly string[]
  weekdaysTiny: readonly string[]
  /** −2 … +2 days; '' where the language has no word of its own. */
  nearDays: readonly [string, string, string, string, string]
  now: string
}

const ru: CalendarWords = {
  monthsOfDate: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
  months: ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'],
  monthsShort: ['янв.', 'февр.', 'мар.', 'апр.', 'мая', 'июн.', 'июл.', 'авг.', 'сент.', 'окт.', 'нояб.', 'дек.'],
  weekdays: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
  weekdaysShort: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  weekdaysTiny: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'],
  nearDays: ['позавчера', 'вчера', 'сегодня', 'завтра', 'послезавтра'],
  now: 'только что',
}

/** A Kyrgyz date holds the month with the possessive ending: «2025-жылдын 20-майы». */
const ky: CalendarWords = {
  monthsOfDate: ['январы', 'февралы', 'марты', 'апрели', 'майы', 'июну', 'июлу', 'августу', 'сентябры', 'октябры', 'ноябры', 'декабры'],
  months: ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'],
  monthsShort: ['янв.', 'фев.', 'мар.', 'апр.', 'май', 'июн.', 'июл.', 'авг.', 'сен.', 'окт.', 'ноя.', 'дек.'],
  weekdays: ['дүйшөмбү', 'шейшемби', 'шаршемби', 'бейшемби', 'жума', 'ишемби', 'жекшемби'],
  weekdaysShort: ['дүй', 'шей', 'шар', 'бей', 'жума', 'ише', 'жек'],
  weekdaysTiny: ['Дш', 'Шш', 'Шр', 'Бш', 'Жм', 'Иш', 'Жк'],
  nearDays: ['мурдагы күнү', 'кечээ', 'бүгүн', 'эртең', 'бүрсүгүнү'],
  now: 'азыр эле',
}

const en: CalendarWords = {
  monthsOfDate: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  monthsShort: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  weekdaysShort: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  weekdaysTiny: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  nearDays: ['', 'yesterday', 'today', 'tomorrow', ''],
  now: 'just now',
}

export const calendarWords: Record<Locale, CalendarWords> = { ky, ru, en }

/** Units of duration by plural category: [one, few, many, other]; Kyrgyz and English use one and other. */
export type UnitForms = { one: string; few: string; many: string; other: string }
export type UnitName = 'second' | 'minute' | 'hour' | 'day'

const same = (word: string): UnitForms => ({ one: word, few: word, many: word, other: word })

export const unitWords: Record<Locale, Record<UnitName, { long: UnitForms; short: string }>> = {
  ky: {
    second: { long: same('секунд'), short: 'сек' },
    minute: { long: same('мүнөт'), short: 'мүн' },
    hour: { long: same('саат'), short: 'саат' },
    day: { long: same('күн'), short: 'күн' },
  },
  ru: {
    second: { long: { one: 'секунда', few: 'секунды', many: 'секунд', other: 'секунды' }, short: 'с' },
    minute: { long: { one: 'минута', few: 'минуты', many: 'минут', other: 'минуты' }, short: 'мин' },
    hour: { long: { one: 'час', few: 'часа', many: 'часов', other: 'часа' }, short: 'ч' },
    day: { long: { one: 'день', few: 'дня', many: 'дней', other: 'дня' }, short: 'д' },
  },
  en: {
    second: { long: { one: 'second', few: 'seconds', many: 'seconds', other: 'seconds' }, short: 's' },
    minute: { long: { one: 'minute', few: 'minutes', many: 'minutes', other: 'minutes' }, short: 'min' },
    hour: { long: { one: 'hour', few: 'hours', many: 'hours', other: 'hours' }, short: 'h' },
    day: { long: { one: 'day', few: 'days', many: 'days', other: 'days' }, short: 'd' },
  },
}

/** «через минуту», «минуту назад» take the accusative, which differs for one. */
export const accusativeOfOne: Partial<Record<UnitName, string>> = { second: 'секунду', minute: 'минуту' }

export const relativeFrames: Record<Locale, { past: (text: string) => string; future: (text: string) => string }> = {
  ky: { past: (text) => `${text} мурун`, future: (text) => `${text} кийин` },
  ru: { past: (text) => `${text} назад`, future: (text) => `через ${text}` },
  en: { past: (text) => `${text} ago`, future: (text) => `in ${text}` },
}

/** Kyrgyz ablative follows the vowels of the word: «мүнөттөн», «сааттан», «күндөн», «секунддан». */
export const kyrgyzAblative: Record<UnitName, string> = {
  second: 'секунддан',
  minute: 'мүнөттөн',
  hour: 'сааттан',
  day: 'күндөн',
}

export const byteUnits: Record<Locale, readonly string[]> = {
  ky: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
  ru: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
  en: ['B', 'KB', 'MB', 'GB', 'TB'],
}

/** Names of currencies as people write them; others keep their ISO code. */
export const currencyWords: Record<string, Record<Locale, string>> = {
  KGS: { ky: 'сом', ru: 'сом', en: 'som' },
}
