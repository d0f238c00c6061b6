import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locales } from '../../foundation/i18n/localized.ts'
import { text } from '../../foundation/server/i18n/texts.ts'
import { faultOfScope, grantableBy } from './grants/grant-rules.ts'
import { fieldsOf, recogniseColumns } from './import/fields.ts'
import { readDate } from './import/read-values.ts'
import { cellText, harmless, readCsv, writeCsv } from './import/sheet-formats.ts'
import { knownHeadings } from './import/fields.ts'
import { loginOf } from './login-of.ts'
import { prefixQuery } from './name-search.ts'
import { readPersonalNumber } from './personal-number.ts'
import { normalPhone, showPhone } from './shared/phone.ts'
import { cleanWords, splitName } from './split-name.ts'

describe('names in one cell', () => {
  test.each([
    ['Асанов Бакыт Кубанычевич', 'Асанов', 'Бакыт', 'Кубанычевич'],
    ['Асанов Бакыт', 'Асанов', 'Бакыт', null],
    ['Асан уулу Бакыт', 'Асан уулу', 'Бакыт', null],
    ['Токтогул кызы Айпери', 'Токтогул кызы', 'Айпери', null],
    ['Асанов Бакыт Кубат уулу', 'Асанов', 'Бакыт', 'Кубат уулу'],
    ['Ван Дейк Анна Петровна', 'Ван Дейк', 'Анна', 'Петровна'],
    ['Мадонна', 'Мадонна', '', null],
  ])('%s', (whole, surname, givenName, patronymic) => {
    expect(splitName(whole)).toEqual({ surname, givenName, patronymic })
  })

  test('no word is ever lost, changed or put in another order', () => {
    const word = fc.oneof(
      fc.constantFrom('уулу', 'кызы', 'Асанов', 'Жан-Мари', 'Кубанычевич', 'Өмүралиева'),
      fc.stringMatching(/^[А-Яа-яӨөҮүҢң]{1,12}$/u),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), fc.constantFrom(' ', '  ', '\u00a0', '\t'), (words, space) => {
        const { surname, givenName, patronymic } = splitName(words.join(space))
        expect([surname, givenName, patronymic].filter(Boolean).join(' ')).toBe(cleanWords(words.join(' ')))
      }),
    )
  })
})

describe('personal number', () => {
  test('is read for every real date and either sex', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
        fc.boolean(),
        fc.integer({ min: 0, max: 99_999 }),
        (date, female, rest) => {
          const day = date.toISOString().slice(0, 10)
          const [year, month, dayOfMonth] = day.split('-')
          const number = `${female ? 1 : 2}${dayOfMonth}${month}${year}${String(rest).padStart(5, '0')}`
          expect(readPersonalNumber(number)).toEqual({ sex: female ? 'female' : 'male', birthDate: day })
        },
      ),
    )
  })
  test.each([
    ['2010420050012', 'length'],
    ['30104200500123', 'sex'],
    ['23102200500123', 'date'],
    ['20104200500x23', 'length'],
    ['20104299900123', 'date'],
  ] as const)('%s is refused: %s', (number, fault) => {
    expect(readPersonalNumber(number)).toBe(fault)
  })
})

describe('telephone', () => {
  test.each([
    ['+996 700 123 456', '+996700123456'],
    ['0700 12-34-56', '+996700123456'],
    ['700123456', '+996700123456'],
    ['996(700)123456', '+996700123456'],
    ['+7 912 345 67 89', '+79123456789'],
    ['79123456789', '+79123456789'],
    ['0049 30 1234567', '+49301234567'],
    ["'+996700123456", '+996700123456'],
  ])('%s', (given, kept) => expect(normalPhone(given)).toBe(kept))
  test.each(['', 'жок', '12345', '+996 70', '+996 700 123 4567'])('%s is none', (given) => expect(normalPhone(given)).toBeNull())
  test('what is shown is read again as the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), (digits) => {
        const phone = normalPhone(String(digits))
        expect(normalPhone(showPhone(phone ?? ''))).toBe(phone)
      }),
    )
  })
})

test.each([
  ['20.04.2005', '2005-04-20'],
  ['2005-04-20', '2005-04-20'],
  ['1/9/98', '1998-09-01'],
  ['38462', '2005-04-20'],
  ['31.02.2005', null],
  ['2005', null],
  ['кечээ', null],
])('date %s', (given, date) => {
  expect(readDate(given)).toBe(date)
})

test('cells: formulas count as their results, long numbers keep their digits, errors stay errors', () => {
  expect(cellText({ formula: 'A1&B1', result: 'Асанов' })).toBe('Асанов')
  expect(cellText({ sharedFormula: 'A1', result: new Date('2005-04-20') })).toBe('2005-04-20')
  expect(cellText({ formula: '1/0', result: { error: '#DIV/0!' } })).toBe('#DIV/0!')
  expect(cellText(20_104_200_500_123)).toBe('20104200500123')
  expect(cellText({ richText: [{ text: 'Аса' }, { text: 'нов ' }] })).toBe('Асанов')
  expect(cellText({ text: 'a@b.kg', hyperlink: 'mailto:a@b.kg' })).toBe('a@b.kg')
})

test('CSV is read with every delimiter and in the old Windows letters', () => {
  const known = knownHeadings('students')
  for (const delimiter of [';', ',', '\t']) {
    const content = ['Список', `Фамилия${delimiter}Имя${delimiter}Телефон`, `Асанов${delimiter}"Бакыт"${delimiter}0700123456`].join('\r\n')
    const windows = Uint8Array.from(
      [...content].map((one) => {
        const code = one.charCodeAt(0)
        return code >= 0x410 && code <= 0x44f ? code - 0x350 : code
      }),
    )
    for (const bytes of [Buffer.from(`\ufeff${content}`), windows]) {
      expect(readCsv(bytes, known)).toEqual({ headings: ['Фамилия', 'Имя', 'Телефон'], rows: [{ row: 3, cells: ['Асанов', 'Бакыт', '0700123456'] }] })
    }
  }
})

test('what is exported is read back the same, and no cell can run as a formula', () => {
  const cell = fc.stringMatching(/^[=+@A-Za-zА-я0-9;",-][A-Za-zА-я0-9;", ]{0,10}$/u).filter((one) => one === one.trim() && !one.startsWith("'"))
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
      const content = writeCsv(['Фамилия', 'Имя'], rows)
      expect(readCsv(content, knownHeadings('students')).rows.map(({ cells }) => cells)).toEqual(rows)
      for (const one of rows.flat()) expect(harmless(one)).not.toMatch(/^[=+\-@]/)
    }),
  )
})

test('headings of templates are recognised in every language, and none is taken for another', () => {
  for (const kind of ['students', 'staff'] as const) {
    for (const locale of locales) {
      const fields = fieldsOf(kind)
      const mapping = recogniseColumns(
        kind,
        fields.map((one) => text(locale, one.label)),
      )
      expect(Object.values(mapping)).toEqual(fields.map((one) => one.key))
    }
  }
  expect(recogniseColumns('staff', ['№', 'Ф.И.О.', 'КЫЗМАТЫ', 'Кафедра', 'Туулган күнү', 'ИНН'])).toEqual({
    1: 'fullName',
    2: 'title',
    3: 'unit',
    4: 'birthDate',
    5: 'personalNumber',
  })
})

test('a search text never breaks the query', () => {
  expect(prefixQuery("Аса'нов & !:*")).toBe('аса:* & нов:*')
  expect(prefixQuery(' & ')).toBeNull()
})

test('logins are Latin', () => {
  expect(loginOf({ surname: 'Өмүралиева', givenName: 'Жаңыл' })).toBe('j.omuralieva')
  fc.assert(
    fc.property(fc.string(), fc.string(), (surname, givenName) => {
      expect(loginOf({ surname, givenName })).toMatch(/^[a-z0-9.]+$/)
    }),
  )
})

test('rules of roles', () => {
  expect(grantableBy(null)).toEqual([])
  expect(faultOfScope('head_of_department', null, null)).toBe('unit-needed')
  expect(faultOfScope('student', 'u', null)).toBe('no-unit-here')
  expect(faultOfScope('teacher', null, 'g')).toBe('no-group-here')
  expect(faultOfScope('curator', null, 'g')).toBeNull()
})
