import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { selfCheck } from '../checks/tables.ts'
import { codingTask } from '../coding/tables.ts'
import { courseFile, item, itemLink, itemText, section } from '../tables.ts'

/** An item as a version keeps it. Dates and later hiding stay with the live item. */
export interface FrozenItem {
  id: string
  kind: string
  title: Localized
  minutes: number | null
  url: string | null
  /** Rows of `courses.course_file`. */
  files: string[]
  /** Self-checks and programming tasks that belong to it: id → number of their version. Absent where there are none. */
  blocks?: Record<string, number>
}
export interface FrozenSection {
  id: string
  title: Localized
  week: number | null
  items: FrozenItem[]
}
/** item → language → html */
export type FrozenTexts = Record<string, Record<string, string>>
export interface Content {
  outline: FrozenSection[]
  texts: FrozenTexts
  hash: string
}

/** The shown content of an offering as it is now: what is hidden is no part of the complex. */
export async function readContent(db: ReadDb | Tx, offeringId: string): Promise<Content> {
  const rows = await db
    .select({ section, item, url: itemLink.url })
    .from(section)
    .leftJoin(item, eq(item.sectionId, section.id))
    .leftJoin(itemLink, eq(itemLink.itemId, item.id))
    .where(eq(section.offeringId, offeringId))
    .orderBy(asc(section.position), asc(section.id), asc(item.position), asc(item.id))
  const words = await db
    .select({ itemId: itemText.itemId, language: itemText.language, html: itemText.html })
    .from(itemText)
    .innerJoin(item, eq(item.id, itemText.itemId))
    .where(eq(item.offeringId, offeringId))
    .orderBy(asc(itemText.itemId), asc(itemText.language))
  const files = await db
    .select({ id: courseFile.id, itemId: courseFile.itemId })
    .from(courseFile)
    .where(eq(courseFile.offeringId, offeringId))
    .orderBy(asc(courseFile.id))
  const blocks = await readBlocks(db, offeringId)
  const outline = new Map<string, FrozenSection>()
  const shown = new Set<string>()
  for (const row of rows) {
    if (row.section.hidden) continue
    const { id, title, week } = row.section
    const known = outline.get(id) ?? { id, title: title as Localized, week, items: [] }
    outline.set(id, known)
    if (!row.item || row.item.hidden) continue
    const own = row.item
    shown.add(own.id)
    known.items.push({
      id: own.id,
      kind: own.kind,
      title: own.title as Localized,
      minutes: own.minutes,
      url: row.url,
      files: files.filter((one) => one.itemId === own.id).map((one) => one.id),
      ...(blocks.has(own.id) ? { blocks: blocks.get(own.id) } : {}),
    })
  }
  const texts: FrozenTexts = {}
  for (const one of words) if (shown.has(one.itemId)) (texts[one.itemId] ??= {})[one.language] = one.html
  const sections = [...outline.values()]
  return { outline: sections, texts, hash: fingerprint(sections, texts) }
}

/** What stands behind blocks and has versions of its own: item → block → version. */
async function readBlocks(db: ReadDb | Tx, offeringId: string): Promise<Map<string, Record<string, number>>> {
  const rows = [
    ...(await db
      .select({ id: selfCheck.id, itemId: selfCheck.itemId, version: selfCheck.version })
      .from(selfCheck)
      .where(eq(selfCheck.offeringId, offeringId))),
    ...(await db
      .select({ id: codingTask.id, itemId: codingTask.itemId, version: codingTask.version })
      .from(codingTask)
      .where(eq(codingTask.offeringId, offeringId))),
  ]
  const found = new Map<string, Record<string, number>>()
  for (const { id, itemId, version } of rows) found.set(itemId, { ...found.get(itemId), [id]: version })
  return found
}

/** The same content has the same fingerprint, whatever order the database gives the keys of its JSON in. */
function fingerprint(outline: FrozenSection[], texts: FrozenTexts): string {
  const sorted = (_key: string, value: unknown): unknown =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : value
  return createHash('sha256').update(JSON.stringify({ outline, texts }, sorted)).digest('hex')
}

export interface ContentChange {
  itemId: string
  title: Localized
  change: 'added' | 'removed' | 'changed'
  before: Record<string, string>
  after: Record<string, string>
}

/** What differs between two contents, item by item, with the texts of both sides. */
export function compareContents(before: Omit<Content, 'hash'>, after: Omit<Content, 'hash'>): ContentChange[] {
  const old = new Map(before.outline.flatMap((part) => part.items).map((one) => [one.id, one]))
  const now = new Map(after.outline.flatMap((part) => part.items).map((one) => [one.id, one]))
  const sides = (itemId: string) => ({ before: before.texts[itemId] ?? {}, after: after.texts[itemId] ?? {} })
  const changes: ContentChange[] = []
  for (const [itemId, one] of now) {
    const was = old.get(itemId)
    if (!was) changes.push({ itemId, title: one.title, change: 'added', ...sides(itemId) })
    else {
      const part = (frozen: FrozenItem, texts: FrozenTexts): string => fingerprint([{ id: '', title: {}, week: null, items: [frozen] }], texts)
      const own = (texts: FrozenTexts): FrozenTexts => ({ own: texts[itemId] ?? {} })
      if (part(was, own(before.texts)) !== part(one, own(after.texts)))
        changes.push({ itemId, title: one.title, change: 'changed', ...sides(itemId) })
    }
  }
  for (const [itemId, one] of old) if (!now.has(itemId)) changes.push({ itemId, title: one.title, change: 'removed', ...sides(itemId) })
  return changes
}
