import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { ImportNote } from '../../contract.ts'
import { plainText } from '../../sanitize-lesson.ts'
import type { BroughtItem } from '../course-source.ts'
import { all, attribute, one, words, type Xml } from '../xml.ts'
import { told, type MoodleActivity, type MoodleSection } from './backup.ts'
import { titleOf, type ManyLanguages } from './languages.ts'
import { anyOf, escaped } from './questions.ts'
import { bringQuizActivity } from './quiz.ts'
import { instant, textsOf, type Reader } from './reader.ts'
import type { Area } from './texts.ts'

type Bring = (reader: Reader, activity: MoodleActivity, base: BroughtItem) => BroughtItem

const area = (activity: MoodleActivity, name: string, itemId = '0'): Area => ({
  contextId: activity.contextId,
  component: `mod_${activity.kind}`,
  area: name,
  itemId,
})

function read(reader: Reader, activity: MoodleActivity, name: string, notes: ImportNote[], place = name): ManyLanguages {
  return reader.texts.clean(told(words(activity.body, name)), words(activity.body, `${name}format`) || '1', area(activity, place), notes)
}

/** Brings an activity in; what it is no part of ours for is left out by name. */
export function bringActivity(reader: Reader, activity: MoodleActivity): BroughtItem {
  const base = { ...reader.nothingOf(told(words(activity.body, 'name')) || activity.title || activity.kind), hidden: activity.hidden }
  if (!activity.body) return { ...base, notes: [{ key: 'file-missing' }] }
  const bring = kinds[activity.kind]
  if (!bring)
    return { ...base, notes: [activity.kind === 'lti' ? { key: 'outside-tool' } : { key: 'activity-unknown', params: { type: activity.kind } }] }
  const brought = bring(reader, activity, base)
  if (activity.restricted && brought.kind !== null) brought.notes.push({ key: 'release-dropped' })
  return brought
}

const page: Bring = (reader, activity, base) => ({
  ...base,
  kind: 'page',
  ...textsOf([read(reader, activity, 'content', base.notes)]),
})

/** Short words alone head what follows; all else is a page. */
const label: Bring = (reader, activity, base) => {
  const text = read(reader, activity, 'intro', base.notes)
  const plain = plainText(anyOf(text))
  if (plain === '' && !anyOf(text).includes('<img')) return { ...base, notes: [...base.notes, { key: 'empty-label' }] }
  if (plain.length <= 120 && plain !== '' && !/<(img|a|figure|audio|video|table)\b/.test(anyOf(text))) {
    const titles: Localized = {}
    for (const [language, html] of Object.entries(text)) if (language !== 'und') titles[language as 'ky'] = plainText(html)
    return { ...base, kind: 'heading', title: plain, ...(Object.keys(titles).length > 0 ? { titles } : {}) }
  }
  return { ...base, kind: 'page', ...textsOf([text]) }
}

const files =
  (place: string, note?: string): Bring =>
  (reader, activity, base) => {
    const found = reader.texts.filesOf({ ...area(activity, place), itemId: '' })
    if (found.length === 0) return { ...base, notes: [...base.notes, { key: 'file-missing' }] }
    const text = read(reader, activity, 'intro', base.notes)
    return { ...base, kind: 'file', files: found, ...textsOf([text]), notes: note ? [...base.notes, { key: note }] : base.notes }
  }

const link: Bring = (reader, activity, base) => {
  const url = told(words(activity.body, 'externalurl'))
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return { ...base, notes: [{ key: 'link-unsafe-address' }] }
  return { ...base, kind: 'link', url, ...textsOf([read(reader, activity, 'intro', base.notes)]) }
}

const assignment: Bring = (reader, activity, base) => {
  const { body } = activity
  const enabled = (plugin: string): boolean =>
    all(one(body, 'plugin_configs'), 'plugin_config').some(
      (config) =>
        words(config, 'plugin') === plugin &&
        words(config, 'subtype') === 'assignsubmission' &&
        words(config, 'name') === 'enabled' &&
        words(config, 'value') === '1',
    )
  const grade = Number(words(body, 'grade'))
  if (grade < 0) base.notes.push({ key: 'scale-dropped' })
  const intro = read(reader, activity, 'intro', base.notes)
  const task = told(words(body, 'activity')) ? [read(reader, activity, 'activity', base.notes, 'intro')] : []
  const text = textsOf([intro, ...task])
  const acceptsFiles = enabled('file')
  const acceptsText = enabled('onlinetext')
  if (!acceptsFiles && !acceptsText) base.notes.push({ key: 'nothing-handed-in' })
  return {
    ...base,
    kind: 'assignment',
    ...text,
    files: reader.texts.filesOf(area(activity, 'introattachment')),
    assignment: { points: grade > 0 ? grade : 0, acceptsFiles, acceptsText, instructionHtml: text.html },
    opensAt: instant(words(body, 'allowsubmissionsfromdate')),
    dueAt: instant(words(body, 'duedate')) ?? instant(words(body, 'cutoffdate')),
  }
}

/** Its first words alone: what students wrote is theirs. */
const forum: Bring = (reader, activity, base) => {
  if (words(activity.body, 'type') === 'news') return { ...base, notes: [{ key: 'news-forum' }] }
  return { ...base, kind: 'discussion', ...textsOf([read(reader, activity, 'intro', base.notes)]) }
}

/** One page of terms, in the order of the alphabet that the backup's entries come in. */
const glossary: Bring = (reader, activity, base) => {
  const entries = all(one(activity.body, 'entries'), 'entry').filter((entry) => words(entry, 'approved') !== '0')
  // entries of students carry no mark of a teacher; theirs stay where they are
  const own = entries.filter((entry) => words(entry, 'teacherentry') !== '0')
  if (own.length < entries.length) base.notes.push({ key: 'student-entries', params: { count: entries.length - own.length } })
  const terms = own
    .map((entry) => ({ entry, term: plainText(anyOf(splitTitle(words(entry, 'concept')))) }))
    .toSorted((a, b) => (a.term < b.term ? -1 : 1))
    .map(({ entry, term }) => {
      const told = reader.texts.clean(
        words(entry, 'definition'),
        words(entry, 'definitionformat') || '1',
        area(activity, 'entry', attribute(entry, 'id')),
        base.notes,
      )
      return Object.fromEntries(
        Object.entries(told).map(([language, html]) => [language, `<dt>${escaped(term)}</dt><dd>${html}</dd>`]),
      ) as ManyLanguages
    })
  const intro = read(reader, activity, 'intro', base.notes)
  if (terms.length === 0) return { ...base, kind: 'page', ...textsOf([intro]), notes: [...base.notes, { key: 'glossary-empty' }] }
  return { ...base, kind: 'page', ...textsOf([intro, { und: '<dl>' }, ...terms, { und: '</dl>' }]) }
}

function splitTitle(given: string): ManyLanguages {
  const { title, titles } = titleOf(given)
  return titles ? ({ ...titles } as ManyLanguages) : { und: escaped(title) }
}

const kinds: Record<string, Bring> = {
  page,
  label,
  resource: files('content'),
  folder: files('content'),
  scorm: files('package', 'package-as-file'),
  h5pactivity: files('package', 'package-as-file'),
  url: link,
  assign: assignment,
  forum,
  glossary,
  quiz: bringQuizActivity,
  book: (_reader, activity, base) => (chaptersOf(activity).length > 0 ? { ...base, kind: 'heading' } : { ...base, notes: [{ key: 'book-empty' }] }),
}

/** The chapters of a book in their order. */
export function chaptersOf(activity: MoodleActivity): { id: string; element: Xml }[] {
  return all(one(activity.body, 'chapters'), 'chapter')
    .toSorted((a, b) => Number(words(a, 'pagenum')) - Number(words(b, 'pagenum')))
    .map((element) => ({ id: attribute(element, 'id'), element }))
}

/** A chapter as a page. */
export function bringChapter(reader: Reader, activity: MoodleActivity, { id, element }: { id: string; element: Xml }): BroughtItem {
  const base = reader.nothingOf(told(words(element, 'title')) || activity.title)
  const text = reader.texts.clean(told(words(element, 'content')), words(element, 'contentformat') || '1', area(activity, 'chapter', id), base.notes)
  return { ...base, kind: 'page', hidden: activity.hidden || words(element, 'hidden') === '1', ...textsOf([text]) }
}

/** What a section says before its first activity, as a page of the section's name. */
export function bringSummary(reader: Reader, section: MoodleSection, contextId: string, name: Localized | string): BroughtItem {
  const base = reader.nothingOf('')
  const text = reader.texts.clean(
    section.summary,
    section.summaryFormat,
    { contextId, component: 'course', area: 'section', itemId: section.id },
    base.notes,
  )
  const titled = typeof name === 'string' ? { title: name } : { title: Object.values(name)[0] ?? '', titles: name }
  return { ...base, ...titled, kind: 'page', ...textsOf([text]) }
}
