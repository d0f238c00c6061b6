import { eq } from 'drizzle-orm'
import type { Locale, Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import type { ImportReport, ReportLine } from '../contract.ts'
import { nextSection } from '../edit-sections.ts'
import { itemKind } from '../item-kinds.ts'
import { plainText } from '../sanitize-lesson.ts'
import { courseFile, item, itemLink, itemText, section } from '../tables.ts'
import type { CourseArchive } from './archive.ts'
import { bringItem, type BroughtItem } from './bring-item.ts'
import { guessLanguage } from './guess-language.ts'
import type { CoursePlan, PlannedItem } from './plan-course.ts'
import type { CanvasFacts } from './read-canvas.ts'
import type { Manifest } from './read-manifest.ts'

export interface WriteInput {
  archive: CourseArchive
  manifest: Manifest
  plan: CoursePlan
  topics: Map<string, CanvasFacts>
  offeringId: string
  /** What the offering is taught in: for a file that does not tell its language. */
  taughtIn: Locale
  onStep: () => Promise<void>
}

/** Heading of the section for what stood in no module. */
const otherMaterial: Localized = { ky: 'Башка материалдар', ru: 'Другие материалы', en: 'Other materials' }

/** Writes the planned course in the given transaction. Returns the report; nothing of it is in any language but the course's own titles. */
export async function writeCourse(ctx: Ctx, tx: Tx, input: WriteInput): Promise<ImportReport> {
  const { plan, manifest, offeringId } = input
  const bytes = await storeFiles(ctx, tx, input)
  const brought = new Map<string, BroughtItem>()
  for (const planned of plan.sections.flatMap((one) => one.items)) {
    brought.set(planned.id, await bringItem(input, planned))
    await input.onStep()
  }
  const sample = [manifest.title, ...[...brought.values()].map(wordsOf)].join(' ')
  const told = guessLanguage(manifest.language, sample)
  // Titles and questions have no place for an unknown language; texts have.
  const language = told ?? input.taughtIn
  const lines: ReportLine[] = []
  let position = await nextSection(tx, offeringId)
  for (const planned of plan.sections) {
    const title: Localized =
      planned.title === null
        ? manifest.title && planned === plan.sections[0]
          ? { [language]: manifest.title }
          : otherMaterial
        : { [language]: planned.title }
    const named = planned.title ?? title[language] ?? null
    if (planned.items.some((one) => brought.get(one.id)?.kind))
      await tx.insert(section).values({ id: planned.id, offeringId, title, position: position++, hidden: planned.hidden })
    for (const [place, one] of planned.items.entries()) {
      const found = brought.get(one.id)
      if (!found) continue
      const written =
        found.kind !== null &&
        (await writeItem(ctx, tx, { planned: one, found, place, sectionId: planned.id, language, textLanguage: told ?? 'und', input }))
      const notes = written || found.kind === null ? found.notes : [...found.notes, { key: 'kind-not-here' }]
      lines.push({
        title: found.title,
        section: named,
        kind: found.kind ?? one.kind,
        state: written ? (notes.length > 0 ? 'changed' : 'brought') : 'left-out',
        itemId: written ? one.id : null,
        notes,
      })
    }
  }
  const count = (state: ReportLine['state']): number => lines.filter((line) => line.state === state).length
  const sections = plan.sections.filter((one) => one.items.some((planned) => brought.get(planned.id)?.kind)).length
  return {
    courseTitle: manifest.title,
    language: told ?? 'und',
    counts: { sections, brought: count('brought'), changed: count('changed'), leftOut: count('left-out'), files: plan.files.size, bytes },
    lines,
  }
}

/** What tells an item's language. */
function wordsOf({ title, html, quiz }: BroughtItem): string {
  const questions = quiz?.questions.map((one) => plainText(one.promptHtml)) ?? []
  return `${title} ${plainText(html).slice(0, 2000)} ${questions.join(' ').slice(0, 2000)}`
}

async function storeFiles(ctx: Ctx, tx: Tx, { archive, plan, offeringId, onStep }: WriteInput): Promise<number> {
  let bytes = 0
  for (const [name, id] of plan.files) {
    const stored = await ctx.portal.files.store(ctx, tx, {
      name: name.split('/').at(-1) ?? name,
      content: await archive.stream(name),
      purpose: 'course',
      maxBytes: archive.size(name) + 1,
    })
    bytes += stored.bytes
    await tx.insert(courseFile).values({ id, offeringId, itemId: null, path: name.replace(/^web_resources\//, ''), fileId: stored.id })
    await onStep()
  }
  return bytes
}

interface ItemToWrite {
  planned: PlannedItem
  found: BroughtItem
  place: number
  sectionId: string
  language: Locale
  /** That of the text; `und` where nobody knows. */
  textLanguage: Locale | 'und'
  input: WriteInput
}

/** Writes one item with what belongs to it. False when no domain here can hold its kind. */
async function writeItem(ctx: Ctx, tx: Tx, { planned, found, place, sectionId, language, textLanguage, input }: ItemToWrite): Promise<boolean> {
  const { kind } = found
  if (kind === null || (kind === 'test' && !itemKind('test')?.importQuiz) || (kind === 'assignment' && !itemKind('assignment')?.importAssignment))
    return false
  const { id: itemId } = planned
  const dated = { opensAt: found.opensAt, dueAt: found.dueAt }
  await tx.insert(item).values({
    id: itemId,
    sectionId,
    offeringId: input.offeringId,
    kind,
    title: { [language]: found.title.slice(0, 300) },
    position: place,
    hidden: found.hidden,
    sourceId: planned.sourceId,
    minutes: readingMinutes(found),
    ...dated,
  })
  if (found.html) await tx.insert(itemText).values({ itemId, language: textLanguage, html: found.html, plain: plainText(found.html) })
  if (found.url) await tx.insert(itemLink).values({ itemId, url: found.url })
  if (found.file) await showFile(tx, input, itemId, found.file)
  if (found.quiz) await itemKind('test')?.importQuiz?.(ctx, tx, itemId, { ...found.quiz, language })
  if (found.assignment) await itemKind('assignment')?.importAssignment?.(ctx, tx, itemId, found.assignment)
  return true
}

/** The item shows a file of its own: a second row on the same bytes, so that pages that also lead to the file keep theirs. */
async function showFile(tx: Tx, { plan, offeringId }: WriteInput, itemId: string, name: string): Promise<void> {
  const [row] = await tx
    .select()
    .from(courseFile)
    .where(eq(courseFile.id, plan.files.get(name) ?? ''))
  if (row) await tx.insert(courseFile).values({ offeringId, itemId, path: row.path, fileId: row.fileId })
}

/** About 180 words a minute, rounded up; null for what is not read. */
function readingMinutes(found: BroughtItem): number | null {
  if (found.kind !== 'page') return null
  return Math.max(1, Math.round(plainText(found.html).split(' ').length / 180))
}
