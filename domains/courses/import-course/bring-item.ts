import { problem, Problem } from '../../../foundation/server/http/problem.ts'
import type { ImportNote } from '../contract.ts'
import { sanitizeLesson } from '../sanitize-lesson.ts'
import type { CourseArchive } from './archive.ts'
import { bringQuiz } from './bring-quiz.ts'
import { nothing, type BroughtItem } from './course-source.ts'
import type { CoursePlan, PlannedItem } from './plan-course.ts'
import { canvasAssignment, htmlText, readCartridgeAssignment } from './read-assignment.ts'
import { readCanvasFacts, type CanvasFacts } from './read-canvas.ts'
import { readBank, type CleanHtml } from './read-qti.ts'
import { addressResolver } from './resolve-address.ts'
import { attribute, below, one, readXml, words, type Xml } from './xml.ts'

interface Source {
  archive: CourseArchive
  plan: CoursePlan
  offeringId: string
  topics: Map<string, CanvasFacts>
}

/** Reads one planned item. A faulty one is reported and left out; a hostile one ends the whole import. */
export async function bringItem(source: Source, planned: PlannedItem): Promise<BroughtItem> {
  const base: BroughtItem = { ...nothing, kind: null, title: planned.title, hidden: planned.hidden, notes: [] }
  try {
    return await readers[planned.kind](source, planned, base)
  } catch (error) {
    if (error instanceof Problem && /archive-(missing|xml)$/.test(error.key))
      return { ...base, kind: null, notes: [{ key: error.key.endsWith('missing') ? 'file-missing' : 'unreadable' }] }
    throw error
  }
}

type Reader = (source: Source, planned: PlannedItem, base: BroughtItem) => Promise<BroughtItem>

const leftOut =
  (key: string): Reader =>
  async (_source, planned, base) => ({ ...base, title: planned.title || (planned.resource?.href ?? planned.sourceId), notes: [{ key }] })

const readers: Record<PlannedItem['kind'], Reader> = {
  heading: async (_source, _planned, base) => ({ ...base, kind: 'heading' }),
  page: readPage,
  file: async (source, planned, base) => {
    const name = planned.resource?.href ?? ''
    if (!source.archive.has(name)) throw problem('courses.archive-missing', { status: 422 })
    return { ...base, kind: 'file', title: base.title || (name.split('/').at(-1) ?? name), files: [source.plan.files.get(name) ?? ''] }
  },
  link: readLink,
  discussion: readDiscussion,
  quiz: readTest,
  assignment: readTask,
  lti: readTool,
  bank: readQuestionBank,
  missing: leftOut('resource-missing'),
  other: leftOut('unknown-kind'),
}

/** Cleaning that leads addresses from a file of the archive, and gathers what it changed. */
function cleaner(source: Source, from: string, notes: ImportNote[]): CleanHtml {
  const resolve = addressResolver(source.plan, source.offeringId, from)
  return (html) => {
    const clean = sanitizeLesson(html, resolve)
    for (const [key, count] of Object.entries(clean.changes)) addNote(notes, key, count)
    return clean.html
  }
}

function addNote(notes: ImportNote[], key: string, count: number): void {
  const known = notes.find((note) => note.key === key)
  if (known?.params) known.params.count = Number(known.params.count) + count
  else notes.push({ key, params: { count } })
}

async function readPage(source: Source, planned: PlannedItem, base: BroughtItem): Promise<BroughtItem> {
  const name = planned.resource?.href ?? ''
  const page = htmlParts((await source.archive.read(name)).toString('utf8'))
  const html = cleaner(source, name, base.notes)(page.body)
  return { ...base, kind: 'page', title: base.title || page.title || name, hidden: base.hidden || page.meta.workflow_state === 'unpublished', html }
}

/** Title, meta words and body of a page, without trusting it to be well formed. */
function htmlParts(text: string): { title: string; meta: Record<string, string>; body: string } {
  const head = text.slice(0, 20_000)
  const meta: Record<string, string> = {}
  for (const [, name = '', content = ''] of head.matchAll(/<meta name="(\w+)" content="([^"]*)"/g)) meta[name] = content
  const title = sanitizeLesson(/<title[^>]*>([^<]*)<\/title>/i.exec(head)?.[1] ?? '').plain
  const start = /<body[^>]*>/i.exec(text)
  const end = text.toLowerCase().lastIndexOf('</body>')
  return { title, meta, body: start ? text.slice(start.index + start[0].length, end > start.index ? end : undefined) : text }
}

async function firstXml(source: Source, planned: PlannedItem, endings = ['.xml']): Promise<{ name: string; root: Xml }> {
  const names = [...(planned.resource?.files ?? []), ...(planned.resource?.href ? [planned.resource.href] : [])]
  const name = names.find((one) => endings.some((ending) => one.toLowerCase().endsWith(ending)) && source.archive.has(one))
  if (!name) throw problem('courses.archive-missing', { status: 422 })
  return { name, root: readXml(await source.archive.read(name), name) }
}

async function readLink(source: Source, planned: PlannedItem, base: BroughtItem): Promise<BroughtItem> {
  const root = planned.url === null ? (await firstXml(source, planned)).root : undefined
  const link = one(root, 'webLink') ?? one(root, 'wl')
  const url = planned.url ?? attribute(one(link, 'url'), 'href')
  const title = base.title || words(link, 'title') || url
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return { ...base, title, notes: [{ key: 'link-unsafe-address' }] }
  return { ...base, kind: 'link', title, url }
}

/** A Basic LTI link. Whether its tool is registered here is asked when it is written. */
async function readTool(source: Source, planned: PlannedItem, base: BroughtItem): Promise<BroughtItem> {
  const name = planned.resource?.files[0] ?? planned.resource?.href
  const root = name && source.archive.has(name) ? readXml(await source.archive.read(name), name) : undefined
  const told = (key: string): string => words(below(root, key)[0])
  const title = base.title || told('title') || planned.sourceId
  const address = told('secure_launch_url') || told('launch_url')
  if (!URL.canParse(address)) return { ...base, title, notes: [{ key: 'outside-tool' }] }
  const properties = below(below(root, 'custom')[0], 'property').map((one) => [attribute(one, 'name'), words(one)] as const)
  return { ...base, kind: 'tool', title, tool: { address, custom: Object.fromEntries(properties.filter(([key]) => key)) } }
}

async function readDiscussion(source: Source, planned: PlannedItem, base: BroughtItem): Promise<BroughtItem> {
  const { name, root } = await firstXml(source, planned)
  const topic = one(root, 'topic')
  const facts = source.topics.get(planned.resource?.id ?? '')
  const html = htmlText(one(topic, 'text'), cleaner(source, name, base.notes))
  if (facts?.points) base.notes.push({ key: 'discussion-points', params: { points: facts.points } })
  for (const attachment of below(topic, 'attachment')) {
    if (addressResolver(source.plan, source.offeringId, name)(attribute(attachment, 'href'), 'link') === null) addNote(base.notes, 'address-lost', 1)
  }
  return {
    ...base,
    kind: 'discussion',
    title: base.title || words(topic, 'title'),
    hidden: base.hidden || (facts?.hidden ?? false),
    html,
    opensAt: facts?.opensAt ?? null,
    dueAt: facts?.dueAt ?? null,
  }
}

async function readTest(source: Source, planned: PlannedItem, base: BroughtItem): Promise<BroughtItem> {
  const { quiz, facts, notes } = await bringQuiz({
    archive: source.archive,
    id: planned.resource?.id ?? '',
    first: () => firstXml(source, planned),
    clean: (from) => cleaner(source, from, base.notes),
  })
  if (!quiz) return { ...base, notes: [{ key: 'unreadable' }] }
  const title = base.title || facts?.title || quiz.title
  const told = { ...base, title, notes: [...base.notes, ...notes] }
  if (quiz.questions.length === 0) return { ...told, notes: [...told.notes, { key: 'test-empty' }] }
  return {
    ...told,
    kind: 'test',
    hidden: base.hidden || (facts?.hidden ?? false),
    quiz,
    opensAt: facts?.opensAt ?? null,
    dueAt: facts?.dueAt ?? null,
  }
}

/** A bank becomes a hidden test: its questions are not lost, and no student meets them before the teacher wants it. */
async function readQuestionBank(source: Source, planned: PlannedItem, base: BroughtItem): Promise<BroughtItem> {
  const { name, root } = await firstXml(source, planned, ['.xml', '.xml.qti'])
  const bank = readBank(root, cleaner(source, name, base.notes))
  if (!bank) return { ...base, title: base.title || name, notes: [{ key: 'unreadable' }] }
  const told = { ...base, title: base.title || bank.title || planned.sourceId, notes: [...base.notes, ...bank.notes] }
  if (bank.questions.length === 0) return { ...told, notes: [...told.notes, { key: 'test-empty' }] }
  return { ...told, kind: 'test', hidden: true, quiz: bank, notes: [{ key: 'bank-hidden', params: { count: bank.questions.length } }, ...told.notes] }
}

async function readTask(source: Source, planned: PlannedItem, base: BroughtItem): Promise<BroughtItem> {
  const settings = planned.resource?.files.find((name) => name.endsWith('assignment_settings.xml') && source.archive.has(name))
  if (!settings) {
    const { name, root } = await firstXml(source, planned)
    const read = readCartridgeAssignment(root, cleaner(source, name, base.notes))
    if (!read) return { ...base, notes: [{ key: 'unreadable' }] }
    return { ...base, kind: 'assignment', title: base.title || read.title, html: read.assignment.instructionHtml, assignment: read.assignment }
  }
  const facts = readCanvasFacts(one(readXml(await source.archive.read(settings), settings), 'assignment'))
  if (facts.submissionTypes.includes('external_tool')) return { ...base, title: base.title || facts.title, notes: [{ key: 'outside-tool' }] }
  const page =
    [planned.resource?.href, ...(planned.resource?.files ?? [])].find((name) => name && /\.html?$/i.test(name) && source.archive.has(name)) ?? null
  const body = page ? htmlParts((await source.archive.read(page)).toString('utf8')).body : ''
  const assignment = canvasAssignment(facts, body, cleaner(source, page ?? settings, base.notes))
  if (!assignment.acceptsFiles && !assignment.acceptsText) base.notes.push({ key: 'nothing-handed-in' })
  return {
    ...base,
    kind: 'assignment',
    title: base.title || facts.title,
    hidden: base.hidden || facts.hidden,
    html: assignment.instructionHtml,
    assignment,
    opensAt: facts.opensAt,
    dueAt: facts.dueAt,
  }
}
