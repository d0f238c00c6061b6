import { and, asc, eq, isNull } from 'drizzle-orm'
import { isLocale, type Locale, type Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { file } from '../../../foundation/server/files/tables.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { offeringHeading } from '../../programmes/index.ts'
import { codingTask } from '../coding/tables.ts'
import { blockCarrier, itemKind, type ImportedAssignment, type ImportedQuiz } from '../item-kinds.ts'
import { coursePackage } from '../packages/tables.ts'
import { slides } from '../slides/tables.ts'
import { courseFile, item, itemLink, itemText, section } from '../tables.ts'
import { video } from '../video/tables.ts'

/** A file that goes along. */
export interface ExportedFile {
  key: string
  /** In the foundation's store. */
  fileId: string
  /** Name inside the archive, of which there is only one. */
  name: string
  /** Path inside the course. */
  path: string
  bytes: number
  type: string
}

export interface ExportedItem {
  id: string
  kind: string
  title: Localized
  minutes: number | null
  opensAt: Date | null
  dueAt: Date | null
  hidden: boolean
  texts: { language: string; html: string }[]
  url: string | null
  /** Keys of the files it shows. */
  files: string[]
  quiz: ImportedQuiz | null
  assignment: Omit<ImportedAssignment, 'instructionHtml'> | null
}

/** A course as it lies in the tables, before any format. */
export interface ExportedCourse {
  offeringId: string
  code: string
  name: Localized
  language: Locale
  sections: { id: string; title: Localized; week: number | null; hidden: boolean; items: ExportedItem[] }[]
  files: Map<string, ExportedFile>
  /** Id of a course file → key. */
  fileOf: Map<string, string>
  /** Id of the row behind a block → what it is. */
  blocks: Map<string, { file: string | null; title: string; carried?: { kind: string; content: unknown } }>
}

/** Reads a whole course. @throws 404 */
export async function gatherCourse(ctx: Ctx, offeringId: string): Promise<ExportedCourse> {
  const heading = await offeringHeading(ctx, offeringId)
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  const [sections, items, texts, links, files, videos, packages, presentations, tasks] = await Promise.all([
    ctx.db.select().from(section).where(eq(section.offeringId, offeringId)).orderBy(asc(section.position), asc(section.id)),
    ctx.db.select().from(item).where(eq(item.offeringId, offeringId)).orderBy(asc(item.position), asc(item.id)),
    ctx.db
      .select({ itemId: itemText.itemId, language: itemText.language, html: itemText.html })
      .from(itemText)
      .innerJoin(item, eq(item.id, itemText.itemId))
      .where(eq(item.offeringId, offeringId)),
    ctx.db
      .select({ itemId: itemLink.itemId, url: itemLink.url })
      .from(itemLink)
      .innerJoin(item, eq(item.id, itemLink.itemId))
      .where(eq(item.offeringId, offeringId)),
    ctx.db
      .select({
        id: courseFile.id,
        itemId: courseFile.itemId,
        path: courseFile.path,
        fileId: courseFile.fileId,
        bytes: file.bytes,
        type: file.type,
        sha256: file.sha256,
      })
      .from(courseFile)
      .innerJoin(file, eq(file.id, courseFile.fileId))
      .where(eq(courseFile.offeringId, offeringId))
      .orderBy(asc(courseFile.path), asc(courseFile.id)),
    ctx.db
      .select({ id: video.id, itemId: video.itemId, name: video.name, fileId: video.fileId, bytes: file.bytes, type: file.type, sha256: file.sha256 })
      .from(video)
      .innerJoin(file, eq(file.id, video.fileId))
      .where(and(eq(video.offeringId, offeringId), isNull(video.removedAt)))
      .orderBy(asc(video.id)),
    ctx.db
      .select({
        id: coursePackage.id,
        itemId: coursePackage.itemId,
        name: file.name,
        title: coursePackage.title,
        fileId: coursePackage.fileId,
        bytes: file.bytes,
        type: file.type,
        sha256: file.sha256,
      })
      .from(coursePackage)
      .innerJoin(file, eq(file.id, coursePackage.fileId))
      .where(and(eq(coursePackage.offeringId, offeringId), isNull(coursePackage.retiredAt)))
      .orderBy(asc(coursePackage.id)),
    ctx.db
      .select({
        id: slides.id,
        itemId: slides.itemId,
        name: slides.name,
        fileId: slides.fileId,
        bytes: file.bytes,
        type: file.type,
        sha256: file.sha256,
      })
      .from(slides)
      .innerJoin(file, eq(file.id, slides.fileId))
      .where(eq(slides.offeringId, offeringId))
      .orderBy(asc(slides.id)),
    ctx.db
      .select({ id: codingTask.id, itemId: codingTask.itemId })
      .from(codingTask)
      .where(and(eq(codingTask.offeringId, offeringId), eq(codingTask.place, 'item'))),
  ])
  const kept = keeper()
  const fileOf = new Map(files.map((one) => [one.id, kept.add(one.path, one)]))
  const blocks: ExportedCourse['blocks'] = new Map()
  const owned = new Map<string, string[]>()
  const kinds = new Map(items.map(({ id, kind }) => [id, kind]))
  for (const one of files) if (one.itemId) owned.set(one.itemId, [...(owned.get(one.itemId) ?? []), fileOf.get(one.id) ?? ''])
  for (const one of [
    ...videos.map((each) => ({ ...each, title: each.name, folder: 'video' })),
    ...packages.map((each) => ({ ...each, folder: 'packages' })),
    // one that was taken out of its lesson stays behind
    ...presentations.filter(({ id }) => texts.some(({ html }) => html.includes(id))).map((each) => ({ ...each, title: each.name, folder: 'slides' })),
  ]) {
    const key = kept.add(`${one.folder}/${one.name}`, one)
    blocks.set(one.id, { file: key, title: one.title })
    if (['video', 'package'].includes(kinds.get(one.itemId) ?? '')) owned.set(one.itemId, [...(owned.get(one.itemId) ?? []), key])
  }
  for (const [, kind = '', id = ''] of texts.flatMap(({ html }) => [
    ...html.matchAll(/<figure\b[^>]*\bdata-block="([a-z-]+)"[^>]*\bdata-id="([0-9a-f-]{36})"/g),
  ])) {
    const content = blocks.has(id) ? null : await blockCarrier(kind)?.pack(ctx, id)
    if (content) blocks.set(id, { file: null, title: '', carried: { kind, content } })
  }
  for (const task of tasks) {
    const content = await blockCarrier('coding')?.pack(ctx, task.id)
    if (content) blocks.set(task.itemId, { file: null, title: '', carried: { kind: 'coding', content } })
  }
  const whole = async (row: typeof item.$inferSelect): Promise<ExportedItem> => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    minutes: row.minutes,
    opensAt: row.opensAt,
    dueAt: row.dueAt,
    hidden: row.hidden,
    texts: texts.filter((one) => one.itemId === row.id).toSorted((a, b) => (a.language < b.language ? -1 : 1)),
    url: links.find((one) => one.itemId === row.id)?.url ?? null,
    files: owned.get(row.id) ?? [],
    quiz: (await itemKind(row.kind)?.exportQuiz?.(ctx, row.id)) ?? null,
    assignment: (await itemKind(row.kind)?.exportAssignment?.(ctx, row.id)) ?? null,
  })
  return {
    offeringId,
    code: heading.code,
    name: heading.name,
    language: isLocale(heading.language) ? heading.language : 'ky',
    sections: await Promise.all(
      sections.map(async (one) => ({
        id: one.id,
        title: one.title,
        week: one.week,
        hidden: one.hidden,
        items: await Promise.all(items.filter(({ sectionId }) => sectionId === one.id).map(whole)),
      })),
    ),
    files: kept.files,
    fileOf,
    blocks,
  }
}

/** Gives every file one name in the archive; the same bytes under the same path go once. */
function keeper(): {
  files: Map<string, ExportedFile>
  add: (path: string, one: { fileId: string; sha256: string; bytes: number; type: string }) => string
} {
  const files = new Map<string, ExportedFile>()
  const known = new Map<string, string>()
  const names = new Set<string>()
  return {
    files,
    add(path, { fileId, sha256, bytes, type }) {
      const same = `${sha256} ${path}`
      const found = known.get(same)
      if (found) return found
      const key = `f${files.size + 1}`
      files.set(key, { key, fileId, name: uniqueName(safePath(path), names), path, bytes, type })
      known.set(same, key)
      return key
    },
  }
}

/** A path that every system can unpack. */
function safePath(path: string): string {
  const parts = path
    .normalize('NFC')
    .split(/[\\/]/)
    .map((part) =>
      part
        // oxlint-disable-next-line no-control-regex -- they are what is looked for
        .replace(/[<>:"|?*$%#&\u0000-\u001f\u007f]/g, '_')
        .replace(/^[. ]+|[. ]+$/g, '')
        .slice(-120),
    )
    .filter((part) => part !== '')
  return parts.slice(-8).join('/') || 'file'
}

/** The name, with a number where another file has it already (case apart: some systems know none). */
function uniqueName(name: string, names: Set<string>): string {
  const dot = name.lastIndexOf('.') > name.lastIndexOf('/') ? name.lastIndexOf('.') : name.length
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : `${name.slice(0, dot)}-${count}${name.slice(dot)}`
    if (names.has(tried.toLowerCase())) continue
    names.add(tried.toLowerCase())
    return tried
  }
}
