import type { Localized } from '../../../foundation/i18n/localized.ts'

export interface ProgrammeData {
  code: string
  level: 'college' | 'bachelor' | 'master' | 'phd'
  form: 'online' | 'blended' | 'campus'
  department: string
  field: 'it' | 'technical' | 'technological' | 'economic' | 'ecological'
  speciality: string
  name: Localized
  qualification: Localized
  /** Prefix of group codes. */
  group: string
  groupsAYear: number
  size: [number, number]
  /** Prefixes of the disciplines it takes its professional part from, in order. */
  from: string[]
  semesters: number
  onlineForbidden?: { basis: Localized; from: string }
}

const bachelor: Localized = { ky: 'бакалавр', ru: 'бакалавр', en: 'bachelor' }

/** Programmes of all four levels and five fields (R1.1); one of them may not be taught online (R4.2b). */
export const programmes: ProgrammeData[] = [
  {
    code: 'B-SE',
    level: 'bachelor',
    form: 'online',
    department: 'D-SE',
    field: 'it',
    speciality: '710400',
    group: 'ПИ',
    groupsAYear: 2,
    size: [18, 24],
    from: ['SE'],
    semesters: 8,
    qualification: bachelor,
    name: { ky: 'Программалык инженерия', ru: 'Программная инженерия', en: 'Software engineering' },
  },
  {
    code: 'B-IS',
    level: 'bachelor',
    form: 'blended',
    department: 'D-IS',
    field: 'it',
    speciality: '710200',
    group: 'МС',
    groupsAYear: 1,
    size: [18, 24],
    from: ['SE', 'EC'],
    semesters: 8,
    qualification: bachelor,
    name: { ky: 'Маалыматтык системалар жана технологиялар', ru: 'Информационные системы и технологии', en: 'Information systems and technologies' },
  },
  {
    code: 'B-MECH',
    level: 'bachelor',
    form: 'campus',
    department: 'D-MECH',
    field: 'technological',
    speciality: '650300',
    group: 'МК',
    groupsAYear: 1,
    size: [14, 20],
    from: ['ME'],
    semesters: 8,
    qualification: bachelor,
    name: { ky: 'Машина куруу технологиясы', ru: 'Технология машиностроения', en: 'Mechanical engineering technology' },
  },
  {
    code: 'B-ENERGY',
    level: 'bachelor',
    form: 'blended',
    department: 'D-ENERGY',
    field: 'technical',
    speciality: '640200',
    group: 'ЭЭ',
    groupsAYear: 1,
    size: [16, 22],
    from: ['EN', 'ME'],
    semesters: 8,
    qualification: bachelor,
    name: { ky: 'Электр энергетикасы жана электротехника', ru: 'Электроэнергетика и электротехника', en: 'Power and electrical engineering' },
  },
  {
    code: 'B-BUILD',
    level: 'bachelor',
    form: 'blended',
    department: 'D-BUILD',
    field: 'technical',
    speciality: '750500',
    group: 'КР',
    groupsAYear: 1,
    size: [14, 20],
    from: ['ME', 'EN'],
    semesters: 8,
    qualification: bachelor,
    onlineForbidden: {
      from: '2025-05-20',
      basis: {
        ky: 'Көрсөтмө мисал: онлайн окутууга тыюу салынган адистиктердин тизмеси',
        ru: 'Учебный пример: перечень специальностей, закрытых для онлайн-обучения',
        en: 'Example: list of specialities closed to online study',
      },
    },
    name: { ky: 'Курулуш', ru: 'Строительство', en: 'Civil engineering' },
  },
  {
    code: 'B-ECON',
    level: 'bachelor',
    form: 'online',
    department: 'D-ECON',
    field: 'economic',
    speciality: '580100',
    group: 'ЭК',
    groupsAYear: 1,
    size: [18, 24],
    from: ['EC'],
    semesters: 8,
    qualification: bachelor,
    name: { ky: 'Экономика', ru: 'Экономика', en: 'Economics' },
  },
  {
    code: 'B-ECO',
    level: 'bachelor',
    form: 'online',
    department: 'D-ECO',
    field: 'ecological',
    speciality: '520800',
    group: 'ЖЭ',
    groupsAYear: 1,
    size: [14, 20],
    from: ['EL', 'EC'],
    semesters: 8,
    qualification: bachelor,
    name: { ky: 'Экология жана жаратылышты пайдалануу', ru: 'Экология и природопользование', en: 'Ecology and nature management' },
  },
  {
    code: 'M-SE',
    level: 'master',
    form: 'online',
    department: 'D-SE',
    field: 'it',
    speciality: '710400М',
    group: 'ПИм',
    groupsAYear: 1,
    size: [10, 14],
    from: ['SE'],
    semesters: 4,
    qualification: { ky: 'магистр', ru: 'магистр', en: 'master' },
    name: { ky: 'Программалык инженерия (магистратура)', ru: 'Программная инженерия (магистратура)', en: 'Software engineering (master)' },
  },
  {
    code: 'P-IT',
    level: 'phd',
    form: 'blended',
    department: 'D-IS',
    field: 'it',
    speciality: '710000Д',
    group: 'PhD',
    groupsAYear: 1,
    size: [3, 5],
    from: ['SE'],
    semesters: 6,
    qualification: { ky: 'PhD доктору', ru: 'доктор PhD', en: 'Doctor of Philosophy' },
    name: { ky: 'Маалыматтык технологиялар (PhD)', ru: 'Информационные технологии (PhD)', en: 'Information technology (PhD)' },
  },
  {
    code: 'C-CS',
    level: 'college',
    form: 'online',
    department: 'COLLEGE',
    field: 'it',
    speciality: '230109',
    group: 'КСк',
    groupsAYear: 1,
    size: [20, 25],
    from: ['SE'],
    semesters: 6,
    qualification: { ky: 'техник-программист', ru: 'техник-программист', en: 'technician programmer' },
    name: {
      ky: 'Эсептөө техникасынын программалык камсыздоосу',
      ru: 'Программное обеспечение вычислительной техники',
      en: 'Computer software (college)',
    },
  },
]

export const fields: { code: ProgrammeData['field']; name: Localized }[] = [
  { code: 'it', name: { ky: 'Маалыматтык технологиялар', ru: 'Информационные технологии', en: 'Information technology' } },
  { code: 'technical', name: { ky: 'Техникалык', ru: 'Техническое', en: 'Technical' } },
  { code: 'technological', name: { ky: 'Технологиялык', ru: 'Технологическое', en: 'Technological' } },
  { code: 'economic', name: { ky: 'Экономикалык', ru: 'Экономическое', en: 'Economic' } },
  { code: 'ecological', name: { ky: 'Экологиялык', ru: 'Экологическое', en: 'Ecological' } },
]

/** Outcomes that every standard of the demonstration demands; each curriculum's lines cover them. */
export const outcomes: { code: string; text: Localized }[] = [
  {
    code: 'ON1',
    text: {
      ky: 'Мамлекеттик, расмий жана чет тилдеринде кесиптик баарлашууга жөндөмдүү',
      ru: 'Способен общаться профессионально на государственном, официальном и иностранном языках',
      en: 'Communicates professionally in the state, official and a foreign language',
    },
  },
  {
    code: 'ON2',
    text: {
      ky: 'Математика жана табигый илимдердин ыкмаларын колдонот',
      ru: 'Применяет методы математики и естественных наук',
      en: 'Applies methods of mathematics and science',
    },
  },
  {
    code: 'ON3',
    text: {
      ky: 'Кесиптик маселелерди талдап, чечимдерди долбоорлойт',
      ru: 'Анализирует профессиональные задачи и проектирует решения',
      en: 'Analyses professional problems and designs solutions',
    },
  },
  {
    code: 'ON4',
    text: { ky: 'Заманбап санариптик куралдарды колдонот', ru: 'Использует современные цифровые инструменты', en: 'Uses modern digital tools' },
  },
  {
    code: 'ON5',
    text: {
      ky: 'Командада иштейт жана академиялык чынчылдыкты сактайт',
      ru: 'Работает в команде и соблюдает академическую честность',
      en: 'Works in a team and keeps academic integrity',
    },
  },
]
