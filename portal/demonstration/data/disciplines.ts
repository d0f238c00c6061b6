import type { Localized } from '../../../foundation/i18n/localized.ts'

export interface DisciplineData {
  code: string
  department: string
  /** Block of the standard: humanities | science | professional */
  block: 'humanities' | 'science' | 'professional'
  name: Localized
}

function list(department: string, block: DisciplineData['block'], prefix: string, names: [string, string, string][]): DisciplineData[] {
  return names.map(([ky, ru, en], index) => ({ code: `${prefix}${String(index + 1).padStart(2, '0')}`, department, block, name: { ky, ru, en } }))
}

/** The catalogue. The first three have whole teaching material (`portal/demonstration/courses`). */
export const disciplines: DisciplineData[] = [
  {
    code: 'PROG1',
    department: 'D-SE',
    block: 'professional',
    name: { ky: 'Программалоо негиздери', ru: 'Основы программирования', en: 'Programming basics' },
  },
  {
    code: 'GRAPH1',
    department: 'D-MECH',
    block: 'professional',
    name: { ky: 'Инженердик графика', ru: 'Инженерная графика', en: 'Engineering graphics' },
  },
  {
    code: 'TENG1',
    department: 'D-LANG',
    block: 'humanities',
    name: { ky: 'Техникалык англис тили', ru: 'Технический английский', en: 'Technical English' },
  },
  ...list('D-LANG', 'humanities', 'HUM', [
    ['Кыргыз тили', 'Кыргызский язык', 'Kyrgyz language'],
    ['Орус тили', 'Русский язык', 'Russian language'],
    ['Кыргызстандын тарыхы', 'История Кыргызстана', 'History of Kyrgyzstan'],
    ['Философия', 'Философия', 'Philosophy'],
    ['Кесиптик англис тили', 'Профессиональный английский язык', 'Professional English'],
  ]),
  ...list('D-IS', 'science', 'SCI', [
    ['Жогорку математика 1', 'Высшая математика 1', 'Higher mathematics 1'],
    ['Жогорку математика 2', 'Высшая математика 2', 'Higher mathematics 2'],
    ['Физика', 'Физика', 'Physics'],
    ['Химия', 'Химия', 'Chemistry'],
    ['Дискреттик математика', 'Дискретная математика', 'Discrete mathematics'],
    ['Ыктымалдуулук теориясы жана статистика', 'Теория вероятностей и статистика', 'Probability and statistics'],
    ['Экология негиздери', 'Основы экологии', 'Basics of ecology'],
  ]),
  ...list('D-SE', 'professional', 'SE', [
    ['Маалыматтар түзүмү жана алгоритмдер', 'Структуры данных и алгоритмы', 'Data structures and algorithms'],
    ['Объектке багытталган программалоо', 'Объектно-ориентированное программирование', 'Object-oriented programming'],
    ['Маалымат базалары', 'Базы данных', 'Databases'],
    ['Веб-технологиялар', 'Веб-технологии', 'Web technologies'],
    ['Операциялык системалар', 'Операционные системы', 'Operating systems'],
    ['Компьютердик тармактар', 'Компьютерные сети', 'Computer networks'],
    ['Программалык камсыздоону сыноо', 'Тестирование программного обеспечения', 'Software testing'],
    ['Программалык долбоорлорду башкаруу', 'Управление программными проектами', 'Software project management'],
    ['Мобилдик колдонмолорду иштеп чыгуу', 'Разработка мобильных приложений', 'Mobile application development'],
    ['Машиналык үйрөтүү', 'Машинное обучение', 'Machine learning'],
    ['Маалыматтык коопсуздук', 'Информационная безопасность', 'Information security'],
    ['Булут технологиялары', 'Облачные технологии', 'Cloud technologies'],
  ]),
  ...list('D-MECH', 'professional', 'ME', [
    ['Теориялык механика', 'Теоретическая механика', 'Theoretical mechanics'],
    ['Материалдардын каршылыгы', 'Сопротивление материалов', 'Strength of materials'],
    ['Машина тетиктери', 'Детали машин', 'Machine elements'],
    ['Материал таануу', 'Материаловедение', 'Materials science'],
    ['Автоматташтырылган долбоорлоо (CAD)', 'Автоматизированное проектирование (CAD)', 'Computer-aided design'],
    ['Метрология жана стандартташтыруу', 'Метрология и стандартизация', 'Metrology and standards'],
    ['Гидравлика', 'Гидравлика', 'Hydraulics'],
    ['Технологиялык жабдуулар', 'Технологическое оборудование', 'Process equipment'],
    ['Эмгекти коргоо', 'Охрана труда', 'Occupational safety'],
    ['Өндүрүштү автоматташтыруу', 'Автоматизация производства', 'Production automation'],
  ]),
  ...list('D-ENERGY', 'professional', 'EN', [
    ['Электротехника', 'Электротехника', 'Electrical engineering'],
    ['Электр машиналары', 'Электрические машины', 'Electrical machines'],
    ['Электр тармактары', 'Электрические сети', 'Electrical networks'],
    ['Кайра жаралуучу энергия булактары', 'Возобновляемые источники энергии', 'Renewable energy'],
    ['Релелик коргоо', 'Релейная защита', 'Relay protection'],
  ]),
  ...list('D-ECON', 'professional', 'EC', [
    ['Микроэкономика', 'Микроэкономика', 'Microeconomics'],
    ['Макроэкономика', 'Макроэкономика', 'Macroeconomics'],
    ['Бухгалтердик эсеп', 'Бухгалтерский учёт', 'Accounting'],
    ['Финансы', 'Финансы', 'Finance'],
    ['Менеджмент', 'Менеджмент', 'Management'],
    ['Маркетинг', 'Маркетинг', 'Marketing'],
    ['Эконометрика', 'Эконометрика', 'Econometrics'],
    ['Салык жана салык салуу', 'Налоги и налогообложение', 'Taxation'],
    ['Инвестициялык талдоо', 'Инвестиционный анализ', 'Investment analysis'],
    ['Санариптик экономика', 'Цифровая экономика', 'Digital economy'],
  ]),
  ...list('D-ECO', 'professional', 'EL', [
    ['Жалпы экология', 'Общая экология', 'General ecology'],
    ['Экологиялык мониторинг', 'Экологический мониторинг', 'Environmental monitoring'],
    ['Суу ресурстары', 'Водные ресурсы', 'Water resources'],
    ['Геомаалыматтык системалар', 'Геоинформационные системы', 'Geographic information systems'],
    ['Тоо экосистемалары', 'Горные экосистемы', 'Mountain ecosystems'],
    ['Экологиялык укук', 'Экологическое право', 'Environmental law'],
    ['Калдыктарды башкаруу', 'Управление отходами', 'Waste management'],
    ['Климаттын өзгөрүшү', 'Изменение климата', 'Climate change'],
  ]),
]

/** What is no discipline in the strict sense, yet has a line in every curriculum. */
export const otherLines = {
  practice: { code: 'PRACT', name: { ky: 'Өндүрүштүк практика', ru: 'Производственная практика', en: 'Internship' } },
  attestation: {
    code: 'ATTEST',
    name: { ky: 'Жыйынтыктоочу мамлекеттик аттестация', ru: 'Итоговая государственная аттестация', en: 'State final attestation' },
  },
}
