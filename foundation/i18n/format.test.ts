import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  compareText,
  formatFor,
  formatNumber,
  parseDate,
  parseTime,
  personInitials,
  personName,
  pluralCategory,
  toInstant,
  civilDate,
} from './format.ts'
import { locales } from './localized.ts'

const [ky, ru, en] = [formatFor('ky'), formatFor('ru'), formatFor('en')]
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('dates', () => {
  const at = '2025-05-20T08:05:00Z'
  it('shows the clock of Bishkek, 24 hours', () => {
    expect(ky.date(at)).toBe('20.05.2025')
    expect(ru.time(at)).toBe('14:05')
    expect(ru.dateTime('2025-05-20T19:30:00Z')).toBe('21.05.2025, 01:30')
  })
  it('keeps a plain date the same day', () => {
    expect(ky.date('2025-01-01')).toBe('01.01.2025')
    expect(civilDate('2025-01-01')).toBe('2025-01-01')
  })
  it('writes long dates as each language does', () => {
    expect(ky.longDate(at)).toBe('2025-жылдын 20-майы')
    expect(ky.longDate('2025-09-01')).toBe('2025-жылдын 1-сентябры')
    expect(ky.longDate('2025-07-15')).toBe('2025-жылдын 15-июлу')
    expect(plain(ru.longDate(at))).toBe('20 мая 2025 г.')
    expect(plain(en.longDate(at))).toBe('20 May 2025')
    expect(ky.dayMonth(at)).toBe('20-май')
    expect(plain(ru.monthYear(at))).toBe('май 2025 г.')
  })
  it('names days near today', () => {
    const now = '2025-05-20T06:00:00Z'
    expect(ky.relativeDay('2025-05-20', now)).toBe('бүгүн')
    expect(ky.relativeDay('2025-05-21', now)).toBe('эртең')
    expect(ky.relativeDay('2025-05-19', now)).toBe('кечээ')
    expect(ru.relativeDay('2025-05-22', now)).toBe('послезавтра')
    expect(plain(en.relativeDay('2025-05-22', now))).toBe('22 May')
    expect(plain(ru.relativeDay('2024-05-22', now))).toBe('22 мая 2024 г.')
  })
  it('tells how long ago', () => {
    const now = Date.parse('2025-05-20T06:00:00Z')
    expect(plain(ky.relativeTime(now - 5 * 60_000, now))).toBe('5 мүнөт мурун')
    expect(plain(ky.relativeTime(now + 2 * 3_600_000, now))).toBe('2 сааттан кийин')
    expect(plain(ru.relativeTime(now - 60_000, now))).toBe('1 минуту назад')
    expect(plain(ru.relativeTime(now + 3 * 86_400_000, now))).toBe('через 3 дня')
    expect(plain(en.relativeTime(now - 1_000, now))).toBe('just now')
  })
  it('starts the week on Monday', () => {
    expect(ky.weekday(at)).toBe('шейшемби')
    expect(ru.weekday(at, 'short')).toBe('вт')
    expect(ky.weekdays()[0]).toBe('дүйшөмбү')
  })
  it('writes ranges', () => {
    expect(ky.range(at, '2025-05-20T09:25:00Z')).toBe('20.05.2025, 14:05–15:25')
    expect(plain(ky.range('2025-05-20', '2025-06-01'))).toBe('20.05.2025 – 01.06.2025')
  })
  it('reads what people write', () => {
    expect(parseDate('20.5.2025')).toBe('2025-05-20')
    expect(parseDate('31.02.2025')).toBeNull()
    expect(parseDate('')).toBeNull()
    expect(parseTime('9.05')).toBe('09:05')
    expect(parseTime('25:00')).toBeNull()
    expect(toInstant('2025-05-20', '14:05')).toBe('2025-05-20T08:05:00.000Z')
  })
  it('gives back every plain date that it wrote', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), (date) => {
        expect(parseDate(ky.date(date))).toBe(civilDate(date))
      }),
    )
  })
})

describe('numbers', () => {
  it('groups thousands and keeps the comma', () => {
    expect(plain(ky.number(42500, { digits: 2 }))).toBe('42 500,00')
    expect(en.number(42500.5)).toBe('42,500.5')
    expect(ru.number(-0.001)).toBe('0')
    expect(ru.number(-3)).toBe('−3')
    expect(ru.number(1.005, { digits: 2 })).toBe('1,01')
  })
  it('writes money from minor units', () => {
    expect(plain(ky.money(4_250_000))).toBe('42 500,00 сом')
    expect(plain(en.money(-150, 'USD'))).toBe('−1.50 USD')
  })
  it('writes shares, sizes and lengths', () => {
    expect(plain(ru.percent(0.855))).toBe('86 %')
    expect(en.percent(0.5)).toBe('50%')
    expect(plain(ky.bytes(1_468_006))).toBe('1,4 МБ')
    expect(plain(ky.bytes(0))).toBe('0 Б')
    expect(plain(ru.duration(5400))).toBe('1 ч 30 мин')
    expect(plain(ru.duration(5400, 'long'))).toBe('1 час 30 минут')
    expect(ru.duration(3725, 'clock')).toBe('1:02:05')
    expect(plain(ky.duration(7200, 'long'))).toBe('2 саат')
  })
  it('never loses the value in grouping', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(...locales), (value, locale) => {
        const written = formatNumber(value, locale)
          .replace(/[\u00a0,]/g, '')
          .replace('−', '-')
        expect(Number(written)).toBe(value)
      }),
    )
  })
  it('chooses plural forms', () => {
    expect([1, 2, 5, 11, 21, 22, 112, 1.5].map((n) => pluralCategory(n, 'ru'))).toEqual(['one', 'few', 'many', 'many', 'one', 'few', 'many', 'other'])
    expect(pluralCategory(1, 'ky')).toBe('one')
    expect(pluralCategory(5, 'ky')).toBe('other')
  })
  it('agrees with the runtime where the runtime knows the language', () => {
    const rules = new Intl.PluralRules('ru')
    fc.assert(
      fc.property(fc.nat(), (n) => {
        expect(pluralCategory(n, 'ru')).toBe(rules.select(n))
      }),
    )
  })
})

describe('order of texts', () => {
  it('gives Ё Ң Ө Ү their places', () => {
    const sorted = ['Яна', 'Үмүт', 'Усен', 'Фарид', 'Өмүр', 'Омор', 'Пери', 'Ёлка', 'Жаңы', 'Жана', 'Жар', 'Елена', 'Жалал'].sort(ky.compare)
    expect(sorted).toEqual(['Елена', 'Ёлка', 'Жалал', 'Жана', 'Жаңы', 'Жар', 'Омор', 'Өмүр', 'Пери', 'Усен', 'Үмүт', 'Фарид', 'Яна'])
  })
  it('counts numbers as numbers and does not mind case', () => {
    expect(['10-топ', '2-топ', '1-топ'].sort(ky.compare)).toEqual(['1-топ', '2-топ', '10-топ'])
    expect(['б', 'А', 'В'].sort(ru.compare)).toEqual(['А', 'б', 'В'])
  })
  it('puts the reader’s letters first', () => {
    expect(['Zoom', 'Анара'].sort(ky.compare)).toEqual(['Анара', 'Zoom'])
    expect(['Анара', 'Zoom'].sort(en.compare)).toEqual(['Zoom', 'Анара'])
  })
  const letters = [...'абеёжзнңоөпуүфяАЕЁНҢОӨУҮЯabzéÉ0123 -.«»№文']
  const word = fc.string({ unit: fc.oneof(fc.constantFrom(...letters), fc.string({ minLength: 1, maxLength: 1 })), maxLength: 8 })
  const locale = fc.constantFrom(...locales)
  it('is one total order', () => {
    fc.assert(
      fc.property(word, word, word, locale, (a, b, c, l) => {
        expect(compareText(a, b, l) + compareText(b, a, l)).toBe(0)
        expect(compareText(a, b, l) === 0).toBe(a === b)
        if (compareText(a, b, l) < 0 && compareText(b, c, l) < 0) expect(compareText(a, c, l)).toBe(-1)
      }),
      { numRuns: 2000 },
    )
  })
  it('follows the alphabet letter by letter, whatever stands around', () => {
    const alphabet = [...'абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя']
    fc.assert(
      fc.property(fc.nat(alphabet.length - 1), fc.nat(alphabet.length - 1), word, word, word, (i, j, before, x, y) => {
        const prefix = before.replace(/\d/g, '')
        const [a, b] = [prefix + alphabet[i] + x, prefix + alphabet[j] + y]
        if (i !== j) expect(Math.sign(compareText(a, b, 'ky'))).toBe(Math.sign(i - j))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('names', () => {
  const person = { surname: 'Асанов', givenName: 'Бакыт', patronymic: 'Кубанычевич' }
  it('writes the family name first', () => {
    expect(personName(person)).toBe('Асанов Бакыт Кубанычевич')
    expect(personName(person, 'short')).toBe('Асанов Б. К.')
    expect(personName(person, 'given')).toBe('Бакыт Асанов')
  })
  it('does without a patronymic', () => {
    expect(personName({ surname: 'Асанов', givenName: 'Бакыт' }, 'short')).toBe('Асанов Б.')
    expect(personName({ surname: 'Осмонова', givenName: 'Айгүл', patronymic: 'Үсөн кызы' }, 'short')).toBe('Осмонова А. Ү.')
    expect(personInitials(person)).toBe('БА')
  })
})
