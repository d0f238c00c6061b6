import { eq } from 'drizzle-orm'
import type { Locale, Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { locales } from '../../../foundation/i18n/localized.ts'
import type { ImportReport, ReportLine } from '../contract.ts'
import { nextSection } from '../edit-sections.ts'
import { blockCarrier, itemKind } from '../item-kinds.ts'
import { plainText } from '../sanitize-lesson.ts'
import { courseFile, item, itemLink, itemText, section } from '../tables.ts'
import type { BroughtItem, CourseSource, SourceItem, SourceSection } from './course-source.ts'
import { guessLanguage } from './guess-language.ts'

export interface WriteInput {
  source: CourseSource
  offeringId: string
  /** What the offering is taught in: for a file that does not tell its language. */
  taughtIn: Locale
  onStep: () => Promise<void>
}

/** A text of ours in every language: a heading that the file itself does not give. */
const everywhere = (key: string, params: Record<string, unknown> = {}): Localized =>
  Object.fromEntries(locales.map((locale) => [locale, text(locale, `courses:import.${key}`, params)]))

/** Writes a course file in the given transaction. Returns the report; nothing of it is in any language but the course's own titles. */
export async function writeCourse(ctx: Ctx, tx: Tx, input: WriteInput): Promise<ImportReport> {
  const { source, offeringId } = input
  const bytes = await storeFiles(ctx, tx, input)
  const brought = new Map<string, BroughtItem>()
  for (const one of source.sections.flatMap(({ items }) => items)) {
    brought.set(one.id, await source.bring(one))
    await input.onStep()
  }
  const sample = [source.title, ...[...brought.values()].map(wordsOf)].join(' ')
  const told = guessLanguage(source.language, sample)
  // Titles and questions have no place for an unknown language; texts have.
  const language = told ?? input.taughtIn
  const lines: ReportLine[] = []
  let position = await nextSection(tx, offeringId)
  let sections = 0
  for (const one of source.sections) {
    const title = titleOf(one, source, language)
    const comes =
      one.items.some(({ id }) => brought.get(id)?.kind) ||
      (one.items.length === 0 && (one.keepEmpty ?? (typeof one.title === 'object' && one.title !== null)))
    if (comes) {
      await tx.insert(section).values({ id: one.id, offeringId, title, position: position++, week: one.week ?? null, hidden: one.hidden })
      sections++
    }
    const places = { next: 0 }
    for (const planned of one.items) {
      const found = brought.get(planned.id)
      if (!found) continue
      lines.push(
        await writeLine(ctx, tx, {
          planned,
          found,
          places,
          sectionId: one.id,
          language,
          textLanguage: told ?? 'und',
          input,
          named: named(one, title, language),
        }),
      )
    }
  }
  const count = (state: ReportLine['state']): number => lines.filter((line) => line.state === state).length
  return {
    courseTitle: source.title,
    language: told ?? 'und',
    counts: { sections, brought: count('brought'), changed: count('changed'), leftOut: count('left-out'), files: source.files.size, bytes },
    lines,
    ...(source.notes?.length ? { notes: source.notes } : {}),
  }
}

function titleOf(one: SourceSection, source: CourseSource, language: Locale): Localized {
  if (typeof one.title === 'string') return { [language]: one.title }
  if (one.title) return one.title
  return source.title && one === source.sections[0] ? { [language]: source.title } : everywhere('other-material')
}

function named(one: SourceSection, title: Localized, language: Locale): string | null {
  return typeof one.title === 'string' ? one.title : (title[language] ?? Object.values(title)[0] ?? null)
}

/** What tells an item's language. */
function wordsOf({ title, html, quiz }: BroughtItem): string {
  const questions = quiz?.questions.map((one) => plainText(one.promptHtml)) ?? []
  return `${title} ${plainText(html).slice(0, 2000)} ${questions.join(' ').slice(0, 2000)}`
}

async function storeFiles(ctx: Ctx, tx: Tx, { source, offeringId, onStep }: WriteInput): Promise<number> {
  let bytes = 0
  for (const [id, one] of source.files) {
    const stored = await ctx.portal.files.store(ctx, tx, {
      name: one.path.split('/').at(-1) ?? one.path,
      content: await one.open(),
      purpose: 'course',
      maxBytes: one.bytes + 1,
    })
    bytes += stored.bytes
    await tx.insert(courseFile).values({ id, offeringId, itemId: null, path: one.path, fileId: stored.id })
    await onStep()
  }
  return bytes
}

interface ItemToWrite {
  planned: SourceItem
  found: BroughtItem
  /** The next place in the section. */
  places: { next: number }
  sectionId: string
  named: string | null
  language: Locale
  /** That of the text; `und` where nobody knows. */
  textLanguage: Locale | 'und'
  input: WriteInput
}

async function writeLine(ctx: Ctx, tx: Tx, given: ItemToWrite): Promise<ReportLine> {
  const { found, planned } = given
  const written = found.kind !== null && (await writeItem(ctx, tx, given))
  const notes = written || found.kind === null ? found.notes : [...found.notes, { key: found.tool ? 'outside-tool' : 'kind-not-here' }]
  if (written && found.keptHtml) await keepQuestions(tx, given, found.keptHtml)
  return {
    title: found.title,
    section: given.named,
    kind: found.tool && !written ? planned.kind : (found.kind ?? planned.kind),
    state: written ? (notes.length > 0 ? 'changed' : 'brought') : 'left-out',
    itemId: written ? planned.id : null,
    notes,
  }
}

/** Writes one item with what belongs to it. False when no domain here can hold its kind. */
async function writeItem(ctx: Ctx, tx: Tx, { planned, found, places, sectionId, language, textLanguage, input }: ItemToWrite): Promise<boolean> {
  const { kind } = found
  if (kind === null || (kind === 'test' && !itemKind('test')?.importQuiz) || (kind === 'assignment' && !itemKind('assignment')?.importAssignment))
    return false
  if (found.tool && !(await itemKind('tool')?.takesTool?.(ctx, found.tool.address))) return false
  const { id: itemId } = planned
  await tx.insert(item).values({
    id: itemId,
    sectionId,
    offeringId: input.offeringId,
    kind,
    title: found.titles ?? { [language]: found.title.slice(0, 300) },
    position: places.next++,
    hidden: found.hidden,
    sourceId: planned.sourceId,
    minutes: found.minutes === undefined ? readingMinutes(found) : found.minutes,
    opensAt: found.opensAt,
    dueAt: found.dueAt,
  })
  const texts = found.texts ?? { [textLanguage]: found.html }
  const led = await makeBlocks(ctx, tx, { found, planned, itemId, offeringId: input.offeringId })
  for (const [named, given] of Object.entries(texts)) {
    const html = led(given ?? '')
    if (html) await tx.insert(itemText).values({ itemId, language: named, html, plain: plainText(html) })
  }
  if (found.url) await tx.insert(itemLink).values({ itemId, url: found.url })
  for (const file of found.files) await showFile(tx, input, itemId, file)
  if (found.quiz) await itemKind('test')?.importQuiz?.(ctx, tx, itemId, { ...found.quiz, language })
  if (found.assignment) await itemKind('assignment')?.importAssignment?.(ctx, tx, itemId, found.assignment)
  if (found.tool) await itemKind('tool')?.importTool?.(ctx, tx, { itemId, offeringId: input.offeringId, title: found.title, ...found.tool })
  return true
}

/** Makes the rows behind an item's blocks. Returns the rule that leads a text to them; a block whose row is not whole goes. */
async function makeBlocks(
  ctx: Ctx,
  tx: Tx,
  { found, planned, itemId, offeringId }: { found: BroughtItem; planned: SourceItem; itemId: string; offeringId: string },
): Promise<(html: string) => string> {
  const made = new Map<string, string | null>()
  for (const { id, kind, content } of found.blocks ?? []) {
    const place = id === planned.sourceId ? 'item' : 'block'
    made.set(id, (await blockCarrier(kind)?.make(ctx, tx, content, { itemId, offeringId, place })) ?? null)
    if (made.get(id) === null) found.notes.push({ key: 'block-damaged' })
  }
  return (html) =>
    html.replace(
      /<figure\b(?=[^>]* data-block="([a-z-]+)")[^>]* data-id="([0-9a-f-]{36})"[^>]*>[\s\S]*?<\/figure>/g,
      (whole, kind: string, id: string) => {
        const row = made.get(id)
        if (row) return whole.replace(`data-id="${id}"`, `data-id="${row}"`)
        // these carry all in the text; of the others a foreign id would lead to nothing, or to another's row
        return kind === 'formula' || kind === 'plot' ? whole.replace(` data-id="${id}"`, '') : ''
      },
    )
}

/** What a test could not take stands on a hidden page behind it, so that no question of the teacher's is lost. */
async function keepQuestions(tx: Tx, { found, places, sectionId, language, textLanguage, input }: ItemToWrite, html: string): Promise<void> {
  const itemId = newId()
  const title = { [language]: text(language, 'courses:import.kept-questions', { title: found.title.slice(0, 200) }) }
  await tx.insert(item).values({ id: itemId, sectionId, offeringId: input.offeringId, kind: 'page', title, position: places.next++, hidden: true })
  await tx.insert(itemText).values({ itemId, language: textLanguage, html, plain: plainText(html) })
}

/** The item shows a file of its own: a second row on the same bytes, so that pages that also lead to the file keep theirs. */
async function showFile(tx: Tx, { offeringId }: WriteInput, itemId: string, id: string): Promise<void> {
  const [row] = await tx.select().from(courseFile).where(eq(courseFile.id, id))
  if (row) await tx.insert(courseFile).values({ offeringId, itemId, path: row.path, fileId: row.fileId })
}

/** About 180 words a minute, rounded up; null for what is not read. */
function readingMinutes(found: BroughtItem): number | null {
  if (found.kind !== 'page') return null
  return Math.max(1, Math.round(plainText(found.html).split(' ').length / 180))
}
