import { locales, type Localized } from '../../../../foundation/i18n/localized.ts'
import { newId } from '../../../../foundation/server/database/ids.ts'
import { text } from '../../../../foundation/server/i18n/texts.ts'
import type { ImportNote } from '../../contract.ts'
import { plainText } from '../../sanitize-lesson.ts'
import type { CourseArchive } from '../archive.ts'
import type { BroughtItem, CourseSource, SourceItem, SourceSection } from '../course-source.ts'
import { readBackup, type MoodleActivity, type MoodleBackup, type MoodleFile } from './backup.ts'
import { titleOf } from './languages.ts'
import { readBank } from './questions.ts'
import { readerOf, type Reader } from './reader.ts'
import { moodleTexts } from './texts.ts'
import { bringActivity, bringChapter, bringSummary, chaptersOf } from './activities.ts'
import { bringLooseQuestions, looseQuestions, usedQuestions } from './quiz.ts'

/**
 * A backup of one Moodle course (`.mbz`): its sections with what stands in them. Nothing of any person is read, neither
 * `users.xml` nor answers, grades and messages: a backup with them is the university's own to keep.
 * @throws 422
 */
export async function moodleSource(archive: CourseArchive, offeringId: string): Promise<CourseSource> {
  const backup = await readBackup(archive)
  const files = new Map<string, MoodleFile>(backup.files.map((file) => [newId(), file]))
  const items = new Map<string, string>()
  const brings = new Map<string, () => BroughtItem>()
  const bank = readBank(backup.questions)
  const texts = moodleTexts(offeringId, files, items)
  const reader: Reader = readerOf(texts, bank)
  const sections = backup.sections.map((section) => {
    const made: SourceItem[] = []
    const add = (sourceId: string, kind: string, bring: () => BroughtItem): string => {
      const id = newId()
      made.push({ id, sourceId, kind })
      brings.set(id, bring)
      return id
    }
    if (plainText(section.summary) !== '' || /<img/i.test(section.summary))
      add(`section-${section.id}`, 'page', () => bringSummary(reader, section, backup.courseContext, nameOf(section.name, section.number)))
    for (const moduleId of orderOf(backup, section.id, section.sequence)) {
      const activity = backup.activities.find((one) => one.moduleId === moduleId)
      if (!activity) continue
      const id = add(`module-${moduleId}`, kindOf(activity.kind), () => bringActivity(reader, activity))
      items.set(moduleId, id)
      addChapters(reader, activity, add, items)
    }
    const title = nameOf(section.name, section.number)
    return { id: newId(), title, hidden: !section.visible, items: made, keepEmpty: section.name !== '' } satisfies SourceSection
  })
  const loose = looseQuestions(bank, usedQuestions(backup, bank))
  const banks = loose.map(({ category, questions }) => {
    const id = newId()
    brings.set(id, () => bringLooseQuestions(reader, category.name, questions))
    return { id, sourceId: `category-${category.id}`, kind: 'bank' }
  })
  const notes: ImportNote[] = backup.hasPeople ? [{ key: 'people-not-read' }] : []
  return {
    format: `moodle ${backup.release}`.trim(),
    title: titleOf(backup.title).title,
    language: backup.language,
    files: new Map([...files].map(([id, { path, name }]) => [id, { path, bytes: archive.size(name), open: () => archive.stream(name) }])),
    sections: banks.length > 0 ? [...sections, { id: newId(), title: everywhere('question-banks'), hidden: true, items: banks }] : sections,
    bring: async ({ id }) => brings.get(id)?.() ?? reader.nothingOf(''),
    notes,
  }
}

/** A book is a heading and a page for each chapter; links to the book lead to its first one. */
function addChapters(
  reader: Reader,
  activity: MoodleActivity,
  add: (sourceId: string, kind: string, bring: () => BroughtItem) => string,
  items: Map<string, string>,
): void {
  if (activity.kind !== 'book') return
  chaptersOf(activity).forEach((chapter, index) => {
    const id = add(`chapter-${chapter.id}`, 'page', () => bringChapter(reader, activity, chapter))
    items.set(`chapter:${chapter.id}`, id)
    if (index === 0) items.set(activity.moduleId, id)
  })
}

/** The section's own order, and behind it what the order forgot. */
function orderOf(backup: MoodleBackup, sectionId: string, sequence: string[]): string[] {
  const listed = backup.sectionOf(sectionId)
  return [...sequence.filter((id) => listed.includes(id)), ...listed.filter((id) => !sequence.includes(id))]
}

function nameOf(name: string, number: number): Localized | string {
  if (name === '') return number === 0 ? everywhere('general-section') : everywhere('numbered-section', { number })
  const { title, titles } = titleOf(name)
  return titles ?? title
}

function everywhere(key: string, params: Record<string, unknown> = {}): Localized {
  return Object.fromEntries(locales.map((locale) => [locale, text(locale, `courses:import.${key}`, params)]))
}

/** Our name for an activity's kind, for the report of what does not come in. */
function kindOf(kind: string): string {
  const known: Record<string, string> = {
    assign: 'assignment',
    quiz: 'test',
    forum: 'discussion',
    url: 'link',
    resource: 'file',
    folder: 'file',
    lti: 'lti',
  }
  return known[kind] ?? (['page', 'book', 'label', 'glossary'].includes(kind) ? 'page' : 'other')
}
