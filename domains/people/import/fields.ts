import { locales } from '../../../foundation/i18n/localized.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { peopleImportExtensions, type ImportField, type ImportKind, type ImportRow } from './extension.ts'
import { normalHeading } from './headings.ts'
import type { Sheet } from './sheet.ts'

const field = (key: string, headings: string[], more: Partial<ImportField> = {}): ImportField => ({
  key,
  headings,
  label: `people:import.fields.${key}`,
  ...more,
})

/** Columns of a person, with the headings that registrars give them. */
const personFields: ImportField[] = [
  field('surname', ['Фамилия', 'Фамилиясы', 'Фамилиясы (тегi)', 'Теги', 'Тек аты', 'Surname', 'Last name', 'Family name'], { example: 'Асанов' }),
  field('givenName', ['Имя', 'Аты', 'Ысымы', 'Өз аты', 'Given name', 'First name'], { example: 'Бакыт' }),
  field('patronymic', ['Отчество', 'Атасынын аты', 'Отчество (при наличии)', 'Patronymic', 'Middle name'], { example: 'Кубанычевич' }),
  field('fullName', [
    'ФИО',
    'Ф.И.О.',
    'Ф И О',
    'ФИО студента',
    'ФИО сотрудника',
    'ФИО преподавателя',
    'Аты-жөнү',
    'Аты жөнү',
    'Толук аты',
    'Фамилия Имя Отчество',
    'Фамилия, имя, отчество',
    'Full name',
    'Name',
  ]),
  field(
    'universityNumber',
    [
      'Табельный номер',
      'Таб. №',
      'Личный номер',
      'Номер в университете',
      'Табелдик номер',
      'Табелдик номери',
      'Жеке номери',
      'Код студента',
      'ID',
      'ID студента',
      'University number',
    ],
    { example: '2026-0001' },
  ),
  field(
    'personalNumber',
    ['ПИН', 'ИНН', 'ЖИН', 'Персональный номер', 'ПИН (ИНН)', 'Жеке идентификациялык номер', 'Жеке идентификациялык номери', 'Personal number', 'PIN'],
    { type: 'digits', example: '20104200500123' },
  ),
  field(
    'birthDate',
    ['Дата рождения', 'День рождения', 'Год рождения', 'Д.р.', 'Туулган күнү', 'Туулган датасы', 'Туулган жылы', 'Date of birth', 'Birth date'],
    { type: 'date', example: '01.04.2005' },
  ),
  field('sex', ['Пол', 'Жынысы', 'Sex', 'Gender'], { example: 'М' }),
  field('citizenship', ['Гражданство', 'Жарандыгы', 'Атуулдугу', 'Citizenship', 'Nationality'], { example: 'KG' }),
  field(
    'phone',
    ['Телефон', 'Телефону', 'Телефон номери', 'Номер телефона', 'Мобильный телефон', 'Моб. телефон', 'Сотовый', 'Тел.', 'Phone', 'Mobile'],
    { example: '+996 700 123 456' },
  ),
  field(
    'email',
    ['Почта', 'Почтасы', 'Электронная почта', 'Эл. почта', 'Электрондук почта', 'Электрондук почтасы', 'Email', 'E-mail', 'Адрес электронной почты'],
    { example: 'b.asanov@example.kg' },
  ),
]

const staffFields: ImportField[] = [
  field('title', ['Должность', 'Кызматы', 'Кызмат орду', 'Post', 'Position', 'Job title'], { required: true, example: 'Доцент' }),
  field('unit', ['Кафедра', 'Кафедрасы', 'Отдел', 'Подразделение', 'Структурное подразделение', 'Бөлүм', 'Бөлүмү', 'Unit', 'Department'], {
    required: true,
    example: 'IT',
  }),
  field('degree', ['Ученая степень', 'Учёная степень', 'Степень', 'Ученая степень, звание', 'Звание', 'Илимий даражасы', 'Даражасы', 'Degree'], {
    example: 'PhD',
  }),
  field('rate', ['Ставка', 'Ставкасы', 'Коюм', 'Rate'], { example: '1,0' }),
  field(
    'startsOn',
    ['Дата приема', 'Дата приёма', 'Принят', 'Дата приема на работу', 'Кабыл алынган күнү', 'Иштей баштаган күнү', 'Start date', 'Hired on'],
    { type: 'date', example: '01.09.2024' },
  ),
]

/** Every column that an import of this kind understands. */
export function fieldsOf(kind: ImportKind): ImportField[] {
  const extended = peopleImportExtensions(kind).flatMap((extension) => extension.fields)
  return [...personFields, ...(kind === 'staff' ? staffFields : []), ...extended]
}

/** Normalised headings of a kind: those of registrars, and the labels of our own templates in every language. */
function dictionary(kind: ImportKind): Map<string, string> {
  const words = new Map<string, string>()
  for (const one of fieldsOf(kind)) {
    for (const heading of [...one.headings, ...locales.map((locale) => text(locale, one.label))]) {
      const word = normalHeading(heading)
      if (!words.has(word)) words.set(word, one.key)
    }
  }
  return words
}

/** All headings that are known, to find the heading row of a file by. */
export function knownHeadings(kind: ImportKind): string[] {
  return [...dictionary(kind).keys()]
}

/** Which column is which field: column index → field key. Each field is given to the first column that names it. */
export function recogniseColumns(kind: ImportKind, headings: readonly string[]): Record<string, string> {
  const words = dictionary(kind)
  const taken = new Set<string>()
  const mapping: Record<string, string> = {}
  headings.forEach((heading, index) => {
    const key = words.get(normalHeading(heading))
    if (!key || taken.has(key)) return
    taken.add(key)
    mapping[index] = key
  })
  return mapping
}

/** The rows of a file by field, under a mapping; a template's example row is left out. */
export function rowsOf(sheet: Sheet, mapping: Record<string, string>, kind: ImportKind): ImportRow[] {
  const keys = new Set(fieldsOf(kind).map((one) => one.key))
  const columns = Object.entries(mapping).filter(([, key]) => keys.has(key))
  const example = new Map(fieldsOf(kind).flatMap((one) => (one.example ? [[one.key, one.example] as const] : [])))
  const rows = sheet.rows.map(({ row, cells }) => ({
    row,
    values: Object.fromEntries(columns.map(([index, key]) => [key, cells[Number(index)] ?? ''])) as Record<string, string>,
  }))
  const [first] = rows
  const filled = Object.entries(first?.values ?? {}).filter(([, value]) => value)
  const isExample = filled.length > 3 && filled.every(([key, value]) => example.get(key) === value)
  return (isExample ? rows.slice(1) : rows).filter(({ values }) => Object.values(values).some(Boolean))
}
