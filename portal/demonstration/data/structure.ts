import type { Localized } from '../../../foundation/i18n/localized.ts'

export interface UnitData {
  code: string
  kind: 'rectorate' | 'faculty' | 'college' | 'department' | 'office' | 'council' | 'commission'
  parent?: string
  name: Localized
  /** Post of its head. */
  head?: Localized
  /** How many further staff it has. */
  staff?: number
}

const head = {
  dean: { ky: 'Декан', ru: 'Декан', en: 'Dean' },
  department: { ky: 'Кафедра башчысы', ru: 'Заведующий кафедрой', en: 'Head of department' },
  office: { ky: 'Бөлүм башчысы', ru: 'Начальник отдела', en: 'Head of office' },
  chair: { ky: 'Төрага', ru: 'Председатель', en: 'Chair' },
}

/** The structure of a technical university as the regulation knows it (R8.1). */
export const units: UnitData[] = [
  {
    code: 'RECTORATE',
    kind: 'rectorate',
    name: { ky: 'Ректорат', ru: 'Ректорат', en: 'Rectorate' },
    head: { ky: 'Ректор', ru: 'Ректор', en: 'Rector' },
  },
  {
    code: 'VR-STUDY',
    kind: 'rectorate',
    parent: 'RECTORATE',
    name: {
      ky: 'Окуу иштери боюнча проректордун кеңсеси',
      ru: 'Проректорат по учебной работе',
      en: 'Office of the vice-rector for academic affairs',
    },
    head: { ky: 'Окуу иштери боюнча проректор', ru: 'Проректор по учебной работе', en: 'Vice-rector for academic affairs' },
  },
  {
    code: 'STUDY',
    kind: 'office',
    parent: 'VR-STUDY',
    name: { ky: 'Окуу бөлүмү', ru: 'Учебный отдел', en: 'Academic office' },
    head: head.office,
    staff: 3,
  },
  {
    code: 'QUALITY',
    kind: 'office',
    parent: 'VR-STUDY',
    name: {
      ky: 'Билим берүүнүн сапаты, аккредитация жана лицензиялоо бөлүмү',
      ru: 'Отдел качества образования, аккредитации и лицензирования',
      en: 'Quality, Accreditation and Licensing Office',
    },
    head: head.office,
    staff: 2,
  },
  {
    code: 'DIGITAL',
    kind: 'office',
    parent: 'RECTORATE',
    name: { ky: 'Санариптик инновациялар бөлүмү', ru: 'Отдел цифровых инноваций', en: 'Digital Innovation Office' },
    head: head.office,
    staff: 3,
  },
  {
    code: 'ACCOUNTING',
    kind: 'office',
    parent: 'RECTORATE',
    name: { ky: 'Бухгалтерия', ru: 'Бухгалтерия', en: 'Accounting office' },
    head: { ky: 'Башкы бухгалтер', ru: 'Главный бухгалтер', en: 'Chief accountant' },
    staff: 2,
  },
  {
    code: 'INTERNATIONAL',
    kind: 'office',
    parent: 'RECTORATE',
    name: { ky: 'Эл аралык байланыштар бөлүмү', ru: 'Отдел международных связей', en: 'International office' },
    head: head.office,
    staff: 1,
  },
  {
    code: 'LEGAL',
    kind: 'office',
    parent: 'RECTORATE',
    name: { ky: 'Юридикалык бөлүм', ru: 'Юридический отдел', en: 'Legal office' },
    head: head.office,
  },
  {
    code: 'HR',
    kind: 'office',
    parent: 'RECTORATE',
    name: { ky: 'Кадрлар бөлүмү', ru: 'Отдел кадров', en: 'HR office' },
    head: head.office,
    staff: 1,
  },
  {
    code: 'PSYCHOLOGY',
    kind: 'office',
    parent: 'VR-STUDY',
    name: { ky: 'Психолог кызматы', ru: 'Психологическая служба', en: 'Counselling service' },
    head: { ky: 'Психолог', ru: 'Психолог', en: 'Psychologist' },
  },
  {
    code: 'SUPPORT',
    kind: 'office',
    parent: 'DIGITAL',
    name: { ky: 'Техникалык колдоо кызматы', ru: 'Служба технической поддержки', en: 'Help desk' },
    head: head.office,
    staff: 2,
  },
  { code: 'ACADEMIC-COUNCIL', kind: 'council', parent: 'RECTORATE', name: { ky: 'Окумуштуулар кеңеши', ru: 'Учёный совет', en: 'Academic Council' } },
  {
    code: 'METHODICAL',
    kind: 'council',
    parent: 'VR-STUDY',
    name: { ky: 'Методикалык кеңеш', ru: 'Методический совет', en: 'Methodological council' },
    head: head.chair,
  },
  {
    code: 'EXAM-BOARD',
    kind: 'commission',
    parent: 'VR-STUDY',
    name: { ky: 'Экзамендик комиссия', ru: 'Экзаменационная комиссия', en: 'Exam board' },
    head: head.chair,
  },
  {
    code: 'STUDENT-COUNCIL',
    kind: 'council',
    parent: 'RECTORATE',
    name: { ky: 'Студенттик кеңеш', ru: 'Студенческий совет', en: 'Student council' },
  },
  {
    code: 'F-IT',
    kind: 'faculty',
    parent: 'RECTORATE',
    name: { ky: 'Маалыматтык технологиялар факультети', ru: 'Факультет информационных технологий', en: 'Faculty of Information Technology' },
    head: head.dean,
  },
  {
    code: 'F-ENG',
    kind: 'faculty',
    parent: 'RECTORATE',
    name: { ky: 'Инженердик-технологиялык факультет', ru: 'Инженерно-технологический факультет', en: 'Faculty of Engineering and Technology' },
    head: head.dean,
  },
  {
    code: 'F-ECON',
    kind: 'faculty',
    parent: 'RECTORATE',
    name: { ky: 'Экономика жана экология факультети', ru: 'Факультет экономики и экологии', en: 'Faculty of Economics and Ecology' },
    head: head.dean,
  },
  {
    code: 'COLLEGE',
    kind: 'college',
    parent: 'RECTORATE',
    name: { ky: 'Политехникалык колледж', ru: 'Политехнический колледж', en: 'Polytechnic college' },
    head: { ky: 'Директор', ru: 'Директор', en: 'Director' },
    staff: 4,
  },
  {
    code: 'D-SE',
    kind: 'department',
    parent: 'F-IT',
    name: { ky: 'Программалык инженерия кафедрасы', ru: 'Кафедра программной инженерии', en: 'Department of Software Engineering' },
    head: head.department,
    staff: 8,
  },
  {
    code: 'D-IS',
    kind: 'department',
    parent: 'F-IT',
    name: { ky: 'Маалыматтык системалар кафедрасы', ru: 'Кафедра информационных систем', en: 'Department of Information Systems' },
    head: head.department,
    staff: 5,
  },
  {
    code: 'D-LANG',
    kind: 'department',
    parent: 'F-IT',
    name: { ky: 'Тилдер кафедрасы', ru: 'Кафедра языков', en: 'Department of Languages' },
    head: head.department,
    staff: 5,
  },
  {
    code: 'D-MECH',
    kind: 'department',
    parent: 'F-ENG',
    name: {
      ky: 'Инженердик механика жана графика кафедрасы',
      ru: 'Кафедра инженерной механики и графики',
      en: 'Department of Engineering Mechanics and Graphics',
    },
    head: head.department,
    staff: 6,
  },
  {
    code: 'D-ENERGY',
    kind: 'department',
    parent: 'F-ENG',
    name: { ky: 'Энергетика кафедрасы', ru: 'Кафедра энергетики', en: 'Department of Power Engineering' },
    head: head.department,
    staff: 4,
  },
  {
    code: 'D-BUILD',
    kind: 'department',
    parent: 'F-ENG',
    name: { ky: 'Курулуш кафедрасы', ru: 'Кафедра строительства', en: 'Department of Civil Engineering' },
    head: head.department,
    staff: 4,
  },
  {
    code: 'D-ECON',
    kind: 'department',
    parent: 'F-ECON',
    name: { ky: 'Экономика кафедрасы', ru: 'Кафедра экономики', en: 'Department of Economics' },
    head: head.department,
    staff: 5,
  },
  {
    code: 'D-ECO',
    kind: 'department',
    parent: 'F-ECON',
    name: { ky: 'Экология кафедрасы', ru: 'Кафедра экологии', en: 'Department of Ecology' },
    head: head.department,
    staff: 3,
  },
]

export const teacherPosts: Localized[] = [
  { ky: 'Доцент', ru: 'Доцент', en: 'Associate professor' },
  { ky: 'Улук окутуучу', ru: 'Старший преподаватель', en: 'Senior lecturer' },
  { ky: 'Окутуучу', ru: 'Преподаватель', en: 'Teacher' },
  { ky: 'Профессор', ru: 'Профессор', en: 'Professor' },
]
export const officePost: Localized = { ky: 'Адис', ru: 'Специалист', en: 'Specialist' }
export const degrees: Localized[] = [
  { ky: 'техника илимдеринин кандидаты', ru: 'кандидат технических наук', en: 'Candidate of Technical Sciences' },
  { ky: 'PhD', ru: 'PhD', en: 'PhD' },
]
export const universityName: Localized = {
  ky: 'Көрсөтмө технологиялык университет',
  ru: 'Демонстрационный технологический университет',
  en: 'Demonstration University of Technology',
}
