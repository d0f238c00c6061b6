import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { picture, zipOf } from '../cartridge.fixture.ts'

/** A file of a made backup. */
export interface BackupFile {
  name: string
  content: string | Buffer
}

export interface TarEntry extends BackupFile {
  /** `0` a file, `2` a symbolic link, `5` a folder … */
  type?: string
  link?: string
  /** Size to claim. */
  claims?: number
}

/** A tar by hand, gzipped as Moodle does it; hostile ones included. Names too long for the header get a pax record. */
export function tarOf(entries: TarEntry[]): Buffer {
  const parts: Buffer[] = []
  const put = (name: string, content: Buffer, type: string, link = '', claims = content.length): void => {
    const header = Buffer.alloc(512)
    header.write(name.slice(0, 100), 0)
    header.write('0000644\0', 100)
    header.write('0000000\0', 108)
    header.write('0000000\0', 116)
    header.write(`${claims.toString(8).padStart(11, '0')}\0`, 124)
    header.write('00000000000\0', 136)
    header.write(' '.repeat(8), 148)
    header.write(type, 156)
    header.write(link, 157)
    header.write('ustar\u000000', 257)
    const sum = header.reduce((all, byte) => all + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    parts.push(header, content, Buffer.alloc((512 - (content.length % 512)) % 512))
  }
  for (const { name, content, type = '0', link, claims } of entries) {
    const bytes = Buffer.from(content)
    if (Buffer.byteLength(name) > 100) {
      const record = ` path=${name}\n`
      let length = Buffer.byteLength(record)
      while (String(length).length + Buffer.byteLength(record) !== length) length = String(length).length + Buffer.byteLength(record)
      put('pax', Buffer.from(`${length}${record}`), 'x')
    }
    put(name, bytes, type, link, claims)
  }
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]))
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
/** Elements from values: text is escaped, as Moodle does it. */
export const el = (fields: Record<string, string | number>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
    .join('')

interface Activity {
  id: number
  kind: string
  name: string
  /** Inside of the element of its kind, beside the name. */
  inside: string
  visible?: 0 | 1
  availability?: string
}

interface Pooled {
  component: string
  area: string
  contextId: number
  itemId?: number
  path?: string
  name: string
  content: Buffer
}

/** A backup of one course as Moodle lays it out, in version 2 of its format. */
export function backupOf(given: {
  sections: { id: number; name: string; summary?: string; visible?: 0 | 1; activities: Activity[] }[]
  files?: Pooled[]
  questions?: string
  release?: string
}): BackupFile[] {
  const all = given.sections.flatMap((section) => section.activities.map((activity) => ({ section, activity })))
  const directory = ({ kind, id }: Activity): string => `activities/${kind}_${id}`
  const hashed = (given.files ?? []).map((file) => ({ ...file, hash: createHash('sha1').update(file.content).digest('hex') }))
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
  return [
    { name: '.ARCHIVE_INDEX', content: 'Moodle archive file index. Count: 1\n' },
    {
      name: 'moodle_backup.xml',
      content: `${head}<moodle_backup><information>${el({ name: 'backup.mbz', moodle_version: 2022041900, moodle_release: given.release ?? '4.1.2 (Build: 20230313)', original_course_fullname: 'Программалоо' })}<contents><activities>${all.map(({ section, activity }) => `<activity>${el({ moduleid: activity.id, sectionid: section.id, modulename: activity.kind, title: activity.name, directory: directory(activity) })}</activity>`).join('')}</activities><sections>${given.sections.map((section, index) => `<section>${el({ sectionid: section.id, title: index, directory: `sections/section_${section.id}` })}</section>`).join('')}</sections></contents></information></moodle_backup>`,
    },
    {
      name: 'course/course.xml',
      content: `${head}<course id="2" contextid="20">${el({ shortname: 'PROG', fullname: '<span lang="ky" class="multilang">Программалоо</span><span lang="ru" class="multilang">Программирование</span>', summary: '', lang: 'ky' })}</course>`,
    },
    ...given.sections.map((section, index) => ({
      name: `sections/section_${section.id}/section.xml`,
      content: `${head}<section id="${section.id}">${el({ number: index, name: section.name, summary: section.summary ?? '', summaryformat: 1, sequence: section.activities.map(({ id }) => id).join(','), visible: section.visible ?? 1 })}</section>`,
    })),
    ...all.flatMap(({ section, activity }) => [
      {
        name: `${directory(activity)}/${activity.kind}.xml`,
        content: `${head}<activity id="${activity.id}" moduleid="${activity.id}" modulename="${activity.kind}" contextid="${100 + activity.id}"><${activity.kind} id="${activity.id}">${el({ name: activity.name })}${activity.inside}</${activity.kind}></activity>`,
      },
      {
        name: `${directory(activity)}/module.xml`,
        content: `${head}<module id="${activity.id}" version="2022041900">${el({ modulename: activity.kind, sectionid: section.id, visible: activity.visible ?? 1, availability: activity.availability ?? '$@NULL@$' })}</module>`,
      },
    ]),
    {
      name: 'files.xml',
      content: `${head}<files>${hashed.map((file, index) => `<file id="${index}">${el({ contenthash: file.hash, contextid: file.contextId, component: file.component, filearea: file.area, itemid: file.itemId ?? 0, filepath: file.path ?? '/', filename: file.name, filesize: file.content.length, sortorder: 0 })}</file>`).join('')}</files>`,
    },
    ...new Map(hashed.map((file) => [file.hash, { name: `files/${file.hash.slice(0, 2)}/${file.hash}`, content: file.content }])).values(),
    { name: 'questions.xml', content: `${head}<question_categories>${given.questions ?? ''}</question_categories>` },
    { name: 'users.xml', content: `${head}<users><user id="7">${el({ username: 'ayzada', email: 'ayzada@example.org' })}</user></users>` },
  ]
}

let answers = 0
const answer = (text: string, fraction: number): string =>
  `<answer id="${++answers}">${el({ answertext: text, answerformat: 1, fraction: fraction.toFixed(7), feedback: '', feedbackformat: 1 })}</answer>`

/** A question of the bank. */
export const questionOf = (id: number, type: string, text: string, inside: string): string =>
  `<question id="${id}">${el({ parent: 0, name: `Суроо ${id}`, questiontext: text, questiontextformat: 1, generalfeedback: 'Түшүндүрмө', generalfeedbackformat: 1, defaultmark: '1.0000000', qtype: type })}${inside}</question>`

/** One question of every kind that a Moodle teacher meets. */
export const everyKind: { id: number; xml: string }[] = [
  questionOf(
    1,
    'multichoice',
    '<p>2+2? <img src="@@PLUGINFILE@@/q.png" alt="?"></p>',
    `<plugin_qtype_multichoice_question><answers>${answer('<p>3</p>', 0)}${answer('<p>4</p>', 1)}</answers><multichoice id="1">${el({ single: 1 })}</multichoice></plugin_qtype_multichoice_question>`,
  ),
  questionOf(
    2,
    'multichoice',
    '<p><span lang="ky" class="multilang">Жуп сандар?</span><span lang="ru" class="multilang">Чётные?</span></p>',
    `<plugin_qtype_multichoice_question><answers>${answer('2', 0.7)}${answer('3', -0.5)}${answer('4', 0.3)}</answers><multichoice id="2">${el({ single: 0 })}</multichoice></plugin_qtype_multichoice_question>`,
  ),
  questionOf(
    3,
    'truefalse',
    'Python тилби?',
    `<plugin_qtype_truefalse_question><answers>${answer('True', 1)}${answer('False', 0)}</answers><truefalse id="1">${el({ trueanswer: 1, falseanswer: 2 })}</truefalse></plugin_qtype_truefalse_question>`,
  ),
  questionOf(
    4,
    'numerical',
    'Ылдамдык?',
    (() => {
      const first = answer('9.8', 1)
      return `<plugin_qtype_numerical_question><answers>${first}</answers><numerical_units><numerical_unit id="1">${el({ multiplier: '1.0', unit: 'м/с²' })}</numerical_unit></numerical_units><numerical_records><numerical_record id="1">${el({ answer: answers, tolerance: '0.1' })}</numerical_record></numerical_records></plugin_qtype_numerical_question>`
    })(),
  ),
  questionOf(
    5,
    'shortanswer',
    'Борбор?',
    `<plugin_qtype_shortanswer_question><answers>${answer('Бишкек', 1)}</answers></plugin_qtype_shortanswer_question>`,
  ),
  questionOf(
    6,
    'match',
    'Дал келтир',
    `<plugin_qtype_match_question><matches><match id="1">${el({ questiontext: '<p>Ысык-Көл</p>', questiontextformat: 1, answertext: 'көл' })}</match><match id="2">${el({ questiontext: '<p>Нарын</p>', questiontextformat: 1, answertext: 'дарыя' })}</match><match id="3">${el({ questiontext: '', questiontextformat: 1, answertext: 'тоо' })}</match></matches></plugin_qtype_match_question>`,
  ),
  questionOf(7, 'essay', 'Жаз', ''),
  questionOf(8, 'description', 'Оку', ''),
  questionOf(
    9,
    'calculated',
    '{a}+{b}?',
    `<plugin_qtype_calculated_question><answers>${answer('{a}+{b}', 1)}</answers></plugin_qtype_calculated_question>`,
  ),
  questionOf(10, 'hologram', 'Жаңы', ''),
  questionOf(
    11,
    'ordering',
    'Тартипке келтир',
    `<plugin_qtype_ordering_question><answers>${answer('эки', 2)}${answer('бир', 1)}</answers></plugin_qtype_ordering_question>`,
  ),
].map((xml, index) => ({ id: index + 1, xml }))

/** The bank as Moodle to 3.11 writes it. */
export const oldBank = (questions: { xml: string }[]): string =>
  `<question_category id="70">${el({ name: 'Банк', parent: 0 })}<questions>${questions.map(({ xml }) => xml).join('')}</questions></question_category>`
/** As 4.0 and newer: entries with versions, the older one first. */
export const newBank = (questions: { id: number; xml: string }[]): string =>
  `<question_category id="70">${el({ name: 'Банк', parent: 0 })}<question_bank_entries>${questions
    .map(
      ({ id, xml }) =>
        `<question_bank_entry id="${500 + id}">${el({ questioncategoryid: 70 })}<question_version><question_versions id="${id}0">${el({ version: 1, status: 'ready' })}<questions>${questionOf(900 + id, 'description', 'Эски', '')}</questions></question_versions><question_versions id="${id}1">${el({ version: 2, status: 'ready' })}<questions>${xml}</questions></question_versions></question_version></question_bank_entry>`,
    )
    .join('')}</question_bank_entries></question_category>`

const slots = (inside: (id: number) => string): string =>
  `<question_instances>${everyKind.map(({ id }) => `<question_instance id="${id}">${el({ slot: id, page: 1, maxmark: '2.0000000' })}${inside(id)}</question_instance>`).join('')}</question_instances>`
/** Places of a quiz in both shapes. */
export const oldSlots = slots((id) => el({ questionid: id }))
export const newSlots = slots(
  (id) =>
    `<question_reference id="${id}">${el({ component: 'mod_quiz', questionarea: 'slot', questionbankentryid: 500 + id, version: '$@NULL@$' })}</question_reference>`,
)

/** A course with one activity of every kind. */
export function wholeBackup(shape: 'old' | 'new'): BackupFile[] {
  const png = { name: 'сүрөт 1.png', content: picture }
  const spare = { id: 12, xml: questionOf(12, 'truefalse', 'Колдонулбаган', `<answers>${answer('True', 1)}${answer('False', 0)}</answers>`) }
  return backupOf({
    release: shape === 'old' ? '3.9.1 (Build: 20200713)' : '4.1.2',
    questions: shape === 'old' ? oldBank([...everyKind, spare]) : newBank([...everyKind, spare]),
    files: [
      { component: 'mod_page', area: 'content', contextId: 101, ...png },
      { component: 'mod_book', area: 'chapter', contextId: 102, itemId: 31, ...png },
      { component: 'mod_resource', area: 'content', contextId: 104, name: 'лекция.txt', content: Buffer.from('лекция') },
      { component: 'mod_folder', area: 'content', contextId: 105, path: '/a/', name: 'x.csv', content: Buffer.from('1,2') },
      { component: 'mod_folder', area: 'content', contextId: 105, name: 'y.csv', content: Buffer.from('3,4') },
      { component: 'question', area: 'questiontext', contextId: 999, itemId: 1, name: 'q.png', content: picture },
      { component: 'assignsubmission_file', area: 'submission_files', contextId: 107, name: 'student.txt', content: Buffer.from('student') },
      { component: 'mod_forum', area: 'attachment', contextId: 109, name: 'post.txt', content: Buffer.from('post') },
    ],
    sections: [
      { id: 11, name: '$@NULL@$', activities: [{ id: 20, kind: 'forum', name: 'Кулактандыруулар', inside: el({ type: 'news', intro: '' }) }] },
      {
        id: 12,
        name: 'Биринчи тема',
        summary: '<p>Кириш сөз</p>',
        activities: [
          {
            id: 1,
            kind: 'page',
            name: 'Барак',
            inside: el({
              intro: '',
              content: `<p>Ң<img src="@@PLUGINFILE@@/%D1%81%D2%AF%D1%80%D3%A9%D1%82%201.png" alt="с"> <a href="$@BOOKVIEWBYID*2@$">китеп</a> <a href="$@BOOKVIEWBYIDCH*2*31@$">бөлүм</a> <a href="$@QUIZVIEWBYID*8@$">тест</a> <a href="$@FORUMVIEWBYF*77@$">жок</a><script>x()</script></p>${'<p>a &amp; b</p>'.repeat(3000)}`,
              contentformat: 1,
            }),
          },
          {
            id: 2,
            kind: 'book',
            name: 'Китеп',
            inside: `<chapters><chapter id="32">${el({ pagenum: 2, title: 'Экинчи', content: '<p>эки</p>', contentformat: 1, hidden: 1 })}</chapter><chapter id="31">${el({ pagenum: 1, title: 'Биринчи', content: '<p>бир <img src="@@PLUGINFILE@@/сүрөт%201.png" alt=""></p>', contentformat: 1, hidden: 0 })}</chapter></chapters>`,
          },
          { id: 3, kind: 'label', name: 'x', inside: el({ intro: '{mlang ky}Аталыш{mlang}{mlang ru}Заголовок{mlang}', introformat: 1 }) },
          { id: 4, kind: 'resource', name: 'Лекция', inside: el({ intro: '' }) },
          { id: 5, kind: 'folder', name: 'Папка', inside: el({ intro: '<p>Файлдар</p>', introformat: 1 }) },
          { id: 6, kind: 'url', name: 'Шилтеме', inside: el({ intro: '', externalurl: 'https://example.org/?a=1&b=2' }), visible: 0 },
          {
            id: 7,
            kind: 'assign',
            name: 'Тапшырма',
            availability: '{"op":"&","c":[{"type":"date","d":">=","t":1700000000}],"showc":[true]}',
            inside: `${el({ intro: '<p>Жазыңыз</p>', introformat: 1, duedate: 1796126400, allowsubmissionsfromdate: 0, grade: 15 })}<plugin_configs><plugin_config id="1">${el({ plugin: 'file', subtype: 'assignsubmission', name: 'enabled', value: 1 })}</plugin_config><plugin_config id="2">${el({ plugin: 'onlinetext', subtype: 'assignsubmission', name: 'enabled', value: 0 })}</plugin_config></plugin_configs>`,
          },
          {
            id: 8,
            kind: 'quiz',
            name: 'Тест',
            inside: `${el({ intro: '', timeopen: 0, timeclose: 1796126400, timelimit: 1200, attempts_number: 2, grade: '10.00000' })}${shape === 'old' ? oldSlots : newSlots}`,
          },
          {
            id: 9,
            kind: 'forum',
            name: 'Талкуу',
            inside: `${el({ type: 'general', intro: '<p>Кандай?</p>', introformat: 1 })}<discussions><discussion id="1">${el({ name: 'Айзаданын жашыруун сөзү' })}</discussion></discussions>`,
          },
          {
            id: 10,
            kind: 'glossary',
            name: 'Терминдер',
            inside: `${el({ intro: '' })}<entries><entry id="2">${el({ concept: 'Өзгөрмө', definition: '<p>Маани</p>', definitionformat: 1, approved: 1, teacherentry: 1 })}</entry><entry id="1">${el({ concept: 'Алгоритм', definition: 'Кадамдар', definitionformat: 2, approved: 1, teacherentry: 1 })}</entry><entry id="3">${el({ concept: 'Студенттики', definition: 'x', approved: 1, teacherentry: 0 })}</entry></entries>`,
          },
          { id: 13, kind: 'lti', name: 'Курал', inside: '' },
          { id: 14, kind: 'workshop', name: 'Семинар', inside: '' },
        ],
      },
    ],
  })
}

export const zipBackup = (files: BackupFile[]): Buffer => zipOf(files)
