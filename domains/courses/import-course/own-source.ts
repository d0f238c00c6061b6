import { problem } from '../../../foundation/server/http/problem.ts'
import { throughTexts } from '../export-course/through-texts.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { ownAddresses, ownCourse, ownCourseName, type OwnCourse, type OwnItem } from '../export-course/own-format.ts'
import type { ImportNote } from '../contract.ts'
import type { ImportedQuestion, ImportedQuiz, QuestionWords } from '../item-kinds.ts'
import { fileAddress } from '../read-item.ts'
import { sanitizeLesson, type ResolveAddress } from '../sanitize-lesson.ts'
import type { CourseArchive } from './archive.ts'
import { nothing, type BroughtItem, type CourseSource } from './course-source.ts'

export { ownCourseName }

/**
 * A cartridge that a portal like this one wrote: read from what it keeps beside for its own kind, so that every language,
 * date, rule and answer comes back. The file is nobody's to trust: shapes are checked, texts are made clean again.
 * @throws 422 `courses.archive-own-damaged`
 */
export async function ownSource(archive: CourseArchive, offeringId: string): Promise<CourseSource> {
  const own = await readOwn(archive)
  const files = new Map(own.files.filter(({ name }) => archive.has(name)).map((file) => [file.key, { ...file, id: newId() }]))
  const items = new Map<string, { id: string; item: OwnItem }>()
  const sections = own.sections.map((section) => ({
    id: newId(),
    title: section.title,
    hidden: section.hidden,
    week: section.week,
    items: section.items.map((item) => {
      const id = newId()
      items.set(item.id, { id, item })
      return { id, sourceId: item.id, kind: item.kind }
    }),
  }))
  const resolve: ResolveAddress = (address) => {
    const [path = '', hash = ''] = address.split(/(?=#)/, 2)
    if (path.startsWith(ownAddresses.file)) {
      const file = files.get(path.slice(ownAddresses.file.length))
      return file ? fileAddress(offeringId, file.id) : null
    }
    if (path.startsWith(ownAddresses.item)) {
      const found = items.get(path.slice(ownAddresses.item.length))
      return found ? `/courses/${offeringId}/items/${found.id}${hash}` : null
    }
    return path === ownAddresses.course ? `/courses/${offeringId}` : undefined
  }
  const byId = new Map([...items.values()].map(({ id, item }) => [id, item]))
  return {
    format: 'univer-plus 1',
    title: own.title,
    language: own.language,
    sections,
    files: new Map([...files.values()].map(({ id, name, path }) => [id, { path, bytes: archive.size(name), open: () => archive.stream(name) }])),
    bring: ({ id }) => bringOwn(archive, byId.get(id) as OwnItem, resolve, (key) => files.get(key)?.id),
  }
}

async function readOwn(archive: CourseArchive): Promise<OwnCourse> {
  const damaged = problem('courses.archive-own-damaged', { status: 422 })
  let given: unknown
  try {
    given = JSON.parse((await archive.read(ownCourseName)).toString('utf8'))
  } catch {
    throw damaged
  }
  const read = ownCourse.safeParse(given)
  if (!read.success) throw damaged
  return read.data
}

async function bringOwn(
  archive: CourseArchive,
  item: OwnItem,
  resolve: ResolveAddress,
  fileId: (key: string) => string | undefined,
): Promise<BroughtItem> {
  const notes: ImportNote[] = []
  const clean = (html: string): string => {
    const cleaned = sanitizeLesson(html, resolve)
    for (const [key, count] of Object.entries(cleaned.changes)) notes.push({ key, params: { count } })
    return cleaned.html
  }
  const texts: BroughtItem['texts'] = {}
  for (const [language, name] of Object.entries(item.texts)) {
    if (archive.has(name)) texts[language as 'ky'] = clean((await archive.read(name)).toString('utf8'))
    else notes.push({ key: 'file-missing' })
  }
  const url = item.url !== null && URL.canParse(item.url) && /^https?:$/.test(new URL(item.url).protocol) ? item.url : null
  if (item.kind === 'link' && url === null) notes.push({ key: 'link-unsafe-address' })
  return {
    ...nothing,
    kind: item.kind === 'link' && url === null ? null : item.kind,
    title: Object.values(item.title)[0] ?? '',
    titles: item.title,
    hidden: item.hidden,
    texts,
    html: Object.values(texts)[0] ?? '',
    url,
    files: item.files.flatMap((key) => fileId(key) ?? []),
    quiz: item.kind === 'test' ? cleanQuiz(item.quiz, clean) : null,
    assignment: item.kind === 'assignment' && item.assignment ? { ...given(item.assignment), instructionHtml: '' } : null,
    opensAt: item.opensAt === null ? null : new Date(item.opensAt),
    dueAt: item.dueAt === null ? null : new Date(item.dueAt),
    minutes: item.minutes,
    blocks: item.blocks.map(({ id, kind, content }) => ({ id, kind, content })),
    notes,
  }
}

function cleanQuiz(quiz: OwnItem['quiz'], clean: (html: string) => string): ImportedQuiz | null {
  if (!quiz) return null
  return { ...given(quiz), questions: quiz.questions.map((question) => cleanQuestion(question, clean)) } as ImportedQuiz
}

function cleanQuestion(question: NonNullable<OwnItem['quiz']>['questions'][number], clean: (html: string) => string): ImportedQuestion {
  const words: Partial<Record<string, QuestionWords>> = {}
  for (const [language, one] of Object.entries(question.words ?? {})) {
    words[language] = {
      promptHtml: clean(one.promptHtml),
      choices: Object.fromEntries(Object.entries(one.choices).map(([id, html]) => [id, clean(html)])),
      ...(one.feedbackHtml ? { feedbackHtml: clean(one.feedbackHtml) } : {}),
    }
  }
  return {
    ...given(question),
    promptHtml: clean(question.promptHtml),
    choices: question.choices.map((choice) => ({ ...choice, html: clean(choice.html) })),
    ...(question.feedbackHtml ? { feedbackHtml: clean(question.feedbackHtml) } : {}),
    ...(question.content ? { content: throughTexts(question.content, clean) } : {}),
    words,
  } as ImportedQuestion
}

/** Without the keys that stand empty. */
function given<T extends object>(of: T): T {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T
}
