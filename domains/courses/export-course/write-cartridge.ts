import type { Readable } from 'node:stream'
import { pick, type Locale } from '../../../foundation/i18n/localized.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import type { ImportNote } from '../contract.ts'
import type { ExportLine } from './contract.ts'
import type { ExportedCourse, ExportedItem } from './gather-course.ts'
import { writeManifest, type ManifestResource } from './write-manifest.ts'
import { writeOwn } from './write-own.ts'
import { escapeAttribute, escapeText, leadAddresses, sayBlocks, sayCarried, type Places, type Saying } from './readable-text.ts'
import { wordsFor, writeQti } from './write-qti.ts'
import type { ZipWriter } from './zip-writer.ts'

/** How files are opened, and who is told of each step. */
export interface WriteTools {
  openFile: (fileId: string) => Promise<Readable>
  onStep: () => void
}

const base = '$IMS-CC-FILEBASE$/'

/** The text of an item in the language, or the nearest one. */
export function textFor(item: ExportedItem, language: Locale): { language: string; html: string } | null {
  const order = [language, ...(['ru', 'ky', 'en'] as const), 'und']
  for (const wanted of order) {
    const found = item.texts.find((one) => one.language === wanted)
    if (found) return found
  }
  return null
}

/**
 * Writes a course as a Common Cartridge 1.3 in one language, and beside it, for portals like this one, all that a
 * cartridge has no words for. Returns what readers of the cartridge alone will see otherwise.
 */
export function writeCartridge(zip: ZipWriter, course: ExportedCourse, language: Locale, tools: WriteTools): ExportLine[] {
  const names = namesOf(course)
  const places: Places = {
    file: (key) => `${base}${filePlace(course, key)}`,
    item: (id) => (names.get(id)?.endsWith('.html') ? `${base}${names.get(id)}` : null),
    course: null,
  }
  const say: Saying = {
    formula: (tex, block) => (block ? `<p>\\[${escapeText(tex)}\\]</p>` : `\\(${escapeText(tex)}\\)`),
    file: places.file,
    onlyHere: text(language, 'courses:export.only-here'),
    language,
  }
  const resources: ManifestResource[] = []
  const lines: ExportLine[] = []
  for (const item of course.sections.flatMap(({ items }) => items)) {
    const notes: ImportNote[] = generalNotes(item, language)
    const resource = writeItem({ zip, course, language, say, places, notes, name: names.get(item.id) ?? '' }, item)
    if (resource) resources.push(resource)
    if (notes.length > 0) lines.push({ title: item.title, kind: item.kind, itemId: item.id, notes })
    tools.onStep()
  }
  for (const file of course.files.values()) {
    const name = filePlace(course, file.key)
    resources.push({ id: `R_${file.key}`, type: 'webcontent', href: name, files: [name], dependencies: [] })
    zip.addStream(name, async () => {
      tools.onStep()
      return tools.openFile(file.fileId)
    })
  }
  resources.push(writeOwn(zip, course, language))
  zip.add('imsmanifest.xml', writeManifest(course, language, resources))
  return lines
}

/** What a cartridge does not say of any item. */
function generalNotes(item: ExportedItem, language: Locale): ImportNote[] {
  const notes: ImportNote[] = []
  if (item.hidden) notes.push({ key: 'hidden-not-told' })
  if (item.opensAt || item.dueAt) notes.push({ key: 'dates-not-told' })
  const others = item.texts.filter((one) => one.language !== textFor(item, language)?.language).length
  if (others > 0) notes.push({ key: 'other-languages', params: { count: others } })
  return notes
}

export function filePlace(course: ExportedCourse, key: string): string {
  return `files/${course.files.get(key)?.name ?? key}`
}

/** Item → name in the archive. Pages lie at the top, so that every reader of `$IMS-CC-FILEBASE$` finds what they lead to. */
function namesOf(course: ExportedCourse): Map<string, string> {
  const folders: Record<string, [string, string]> = {
    link: ['links/', '.xml'],
    discussion: ['discussions/', '.xml'],
    test: ['tests/', '.xml'],
    assignment: ['assignments/', '.xml'],
  }
  const two = (number: number): string => String(number + 1).padStart(2, '0')
  const names = new Map<string, string>()
  course.sections.forEach(({ items }, section) =>
    items.forEach((item, index) => {
      const number = `${two(section)}-${two(index)}`
      const [folder, ending] = folders[item.kind] ?? ['', '.html']
      if (item.kind === 'heading') return
      names.set(item.id, isPlainFile(item) ? filePlace(course, item.files[0] ?? '') : `${folder}${number}${ending}`)
    }),
  )
  return names
}

/** One file and no words: it stands for itself. */
function isPlainFile(item: ExportedItem): boolean {
  return item.kind === 'file' && item.files.length === 1 && item.texts.length === 0
}

interface Room {
  zip: ZipWriter
  course: ExportedCourse
  language: Locale
  say: Saying
  places: Places
  notes: ImportNote[]
  name: string
}

function writeItem(room: Room, item: ExportedItem): ManifestResource | null {
  const { zip, language, notes, name } = room
  const title = pick(item.title, language)
  const own = bodyOf(room, item)
  const resource = (type: string, href = false): ManifestResource => ({
    id: `R_${item.id}`,
    type,
    ...(href ? { href: name } : {}),
    files: [name],
    dependencies: [...new Set([...item.files, ...own.files])].map((key) => `R_${key}`),
  })
  switch (item.kind) {
    case 'heading':
      return null
    case 'link':
      if (own.html) notes.push({ key: 'text-not-told' })
      zip.add(
        name,
        `<?xml version="1.0" encoding="UTF-8"?>\n<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"><title>${escapeText(title)}</title><url href="${escapeAttribute(item.url ?? '')}" target="_blank"/></webLink>\n`,
      )
      return resource('imswl_xmlv1p3')
    case 'discussion':
      zip.add(
        name,
        `<?xml version="1.0" encoding="UTF-8"?>\n<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imsdt_v1p3"><title>${escapeText(title)}</title><text texttype="text/html">${escapeText(own.html || `<p>${escapeText(title)}</p>`)}</text></topic>\n`,
      )
      return resource('imsdt_xmlv1p3')
    case 'assignment':
      zip.add(name, assignmentXml(item, title, own.html))
      return resource('assignment_xmlv1p0')
    case 'test': {
      if (own.html) notes.push({ key: 'text-not-told' })
      const whole = item.quiz ?? { title, language, questions: [] }
      const quiz = { ...whole, questions: whole.questions.filter(({ kind }) => kind !== 'other') }
      const left = whole.questions.length - quiz.questions.length
      if (left > 0) notes.push({ key: 'questions-left', params: { count: left } })
      if (item.quiz?.drawn) notes.push({ key: 'draws-left', params: { count: item.quiz.drawn } })
      const numbers = quiz.questions.filter(({ kind }) => kind === 'numeric').length
      if (numbers > 0) notes.push({ key: 'numeric-as-text', params: { count: numbers } })
      const lead = (html: string): string => leadAddresses(html, room.course, room.places)
      zip.add(name, writeQti(`T_${item.id}`, title, quiz, language, lead))
      const used = quiz.questions.flatMap((question) => filesIn(room.course, JSON.stringify(wordsFor(question, language))))
      return { ...resource('imsqti_xmlv1p2/imscc_xmlv1p3/assessment'), dependencies: [...new Set(used)].map((key) => `R_${key}`) }
    }
    default:
      if (isPlainFile(item)) return null
      if (item.kind !== 'page' && item.kind !== 'file') notes.push({ key: item.files.length > 0 ? 'kind-as-file' : 'kind-as-page' })
      zip.add(name, pageHtml(title, language, own.language, own.html))
      return resource('webcontent', true)
  }
}

/** The words of an item with what it shows, addresses led, blocks said. */
function bodyOf({ course, language, say, places, notes }: Room, item: ExportedItem): { html: string; language: string; files: string[] } {
  const found = textFor(item, language)
  const said = sayBlocks(found?.html ?? '', course, say)
  if (said.rows.length > 0) notes.push({ key: 'blocks-in-words', params: { count: said.rows.length } })
  const task = item.kind === 'coding' ? sayCarried(item.id, course, language) : ''
  const shown = isPlainFile(item)
    ? ''
    : item.files
        .map(
          (key) =>
            `<li><a href="${escapeAttribute(places.file(key) ?? '')}">${escapeText(course.files.get(key)?.path.split('/').at(-1) ?? key)}</a></li>`,
        )
        .join('')
  const html = leadAddresses(said.html, course, places) + task + (shown ? `<ul>${shown}</ul>` : '')
  return { html, language: found?.language ?? language, files: filesIn(course, found?.html ?? '') }
}

function filesIn(course: ExportedCourse, html: string): string[] {
  return [...html.matchAll(/\/files\/([0-9a-f-]{36})/g)].flatMap(([, id = '']) => course.fileOf.get(id) ?? [])
}

function pageHtml(title: string, language: Locale, textLanguage: string, html: string): string {
  const body = textLanguage === language || textLanguage === 'und' ? html : `<div lang="${textLanguage}">${html}</div>`
  return `<!DOCTYPE html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${escapeText(title)}</title></head><body>${body}</body></html>\n`
}

function assignmentXml(item: ExportedItem, title: string, html: string): string {
  const { points, acceptsFiles, acceptsText } = item.assignment ?? { points: 0, acceptsFiles: true, acceptsText: true }
  const formats = [...(acceptsFiles ? ['file'] : []), ...(acceptsText ? ['html'] : [])].map((type) => `<format type="${type}"/>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<assignment xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imscc_extensions/assignment http://www.imsglobal.org/profile/cc/cc_extensions/cc_extresource_assignmentv1p0_v1p0.xsd" identifier="A_${item.id}"><title>${escapeText(title)}</title><text texttype="text/html">${escapeText(html)}</text><gradable points_possible="${points}">${points > 0}</gradable><submission_formats>${formats}</submission_formats></assignment>
`
}
