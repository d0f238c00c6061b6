import { and, eq, inArray, or } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { Problem } from '../../../foundation/server/http/problem.ts'
import { itemPart } from '../complex/tables.ts'
import { blockCopier, itemKind, type ItemCopy } from '../item-kinds.ts'
import { plainText } from '../sanitize-lesson.ts'
import { itemTopic } from '../syllabus/tables.ts'
import { courseFile, item, itemLink, itemText } from '../tables.ts'
import { findBlocks, findFiles, rewriteText } from './rewrite-text.ts'
import { itemCondition } from './tables.ts'

type ItemRow = typeof item.$inferSelect

/** What is copied, and where to. */
export interface CopyOrder {
  from: string
  to: string
  items: ItemRow[]
  /** Section and place of the copy of an item. */
  placeOf: (row: ItemRow) => { sectionId: string; position: number }
  /** Days by which dates move. */
  shiftDays: number
  /** Copies are hidden at first; without it they are as their originals. */
  hide: boolean
  /** The syllabus goes along (or is the same): the topics of the items hold in the copy too. */
  topics: boolean
  /** The whole course is copied. */
  whole: boolean
  onStep?: () => Promise<void>
}

const dayMs = 86_400_000

/**
 * Copies items with all that belongs to them, in the caller's transaction: texts in all languages with their blocks, links, files
 * (the stored file is the same), parts, topics, conditions among themselves, and what the owner of the kind holds. Never what
 * students did.
 * @returns old id → new id
 */
export async function copyItems(ctx: Ctx, tx: Tx, order: CopyOrder): Promise<Map<string, string>> {
  const { from, to, items: rows } = order
  const items = new Map(rows.map((row) => [row.id, newId()]))
  const ids = [...items.keys()]
  if (ids.length === 0) return items
  const copyOf = (id: string): string => items.get(id) ?? id
  const shifted = (at: Date | null): Date | null => (at ? new Date(at.getTime() + order.shiftDays * dayMs) : null)
  await tx.insert(item).values(
    rows.map((row) => ({
      ...row,
      ...order.placeOf(row),
      id: copyOf(row.id),
      offeringId: to,
      opensAt: shifted(row.opensAt),
      dueAt: shifted(row.dueAt),
      hidden: order.hide ? row.kind !== 'heading' || row.hidden : row.hidden,
      createdAt: new Date(),
      changedAt: new Date(),
    })),
  )
  const links = await tx.select().from(itemLink).where(inArray(itemLink.itemId, ids))
  if (links.length > 0) await tx.insert(itemLink).values(links.map((row) => ({ ...row, itemId: copyOf(row.itemId) })))
  const texts = await tx.select().from(itemText).where(inArray(itemText.itemId, ids))
  const files = await copyFiles(
    tx,
    order,
    items,
    texts.map(({ html }) => html),
  )
  await copyFacts(tx, order, items)
  for (const row of rows) {
    const copy: ItemCopy = { itemId: copyOf(row.id), offeringId: to, shiftDays: order.shiftDays }
    const own = texts.filter((text) => text.itemId === row.id)
    const blocks = await copyBlocks(
      ctx,
      tx,
      own.map(({ html }) => html),
      copy,
    )
    for (const text of own) {
      const html = rewriteText(text.html, { from, to, items, files, blocks, whole: order.whole })
      await tx
        .insert(itemText)
        .values({ itemId: copy.itemId, language: text.language, html, plain: html === text.html ? text.plain : plainText(html), version: 1 })
    }
    await itemKind(row.kind)?.copy?.(ctx, tx, row.id, copy)
    await order.onStep?.()
  }
  return items
}

/** Copies the rows behind the blocks of an item's texts, each once for all languages. */
export async function copyBlocks(ctx: Ctx, tx: Tx, htmls: string[], copy: ItemCopy): Promise<Map<string, string>> {
  const copies = new Map<string, string>()
  for (const { block, id } of htmls.flatMap((html) => findBlocks(html))) {
    const copier = blockCopier(block)
    if (!copier || copies.has(id)) continue
    try {
      copies.set(id, await copier(ctx, tx, id, copy))
    } catch (error) {
      // A block whose row is gone shows nothing in the original either; it must not stop a whole course.
      if (!(error instanceof Problem) || error.options.status !== 404) throw error
    }
  }
  return copies
}

/** Rows for the files of the items, and (in another course) for what their texts show. Old id → new id. */
export async function copyFiles(
  tx: Tx,
  order: Pick<CopyOrder, 'from' | 'to' | 'whole'>,
  items: ReadonlyMap<string, string>,
  htmls: string[],
): Promise<Map<string, string>> {
  const { from, to } = order
  const shown = from === to ? [] : [...new Set(htmls.flatMap((html) => findFiles(html, from)))]
  const owners = [...items.keys()]
  const rows = await tx
    .select()
    .from(courseFile)
    .where(
      and(
        eq(courseFile.offeringId, from),
        order.whole && from !== to
          ? undefined
          : or(owners.length > 0 ? inArray(courseFile.itemId, owners) : undefined, shown.length > 0 ? inArray(courseFile.id, shown) : undefined),
      ),
    )
  const wanted = rows.filter((row) => (row.itemId === null ? from !== to : items.has(row.itemId) || shown.includes(row.id)))
  const files = new Map(wanted.map((row) => [row.id, newId()]))
  if (wanted.length > 0)
    await tx.insert(courseFile).values(
      wanted.map((row) => ({
        ...row,
        id: files.get(row.id) ?? newId(),
        offeringId: to,
        itemId: row.itemId ? (items.get(row.itemId) ?? null) : null,
      })),
    )
  return files
}

/** Parts, topics and conditions. */
async function copyFacts(tx: Tx, order: CopyOrder, items: ReadonlyMap<string, string>): Promise<void> {
  const ids = [...items.keys()]
  const copyOf = (id: string): string => items.get(id) ?? id
  const parts = await tx.select().from(itemPart).where(inArray(itemPart.itemId, ids))
  if (parts.length > 0) await tx.insert(itemPart).values(parts.map((row) => ({ ...row, itemId: copyOf(row.itemId), offeringId: order.to })))
  if (order.topics) {
    const topics = await tx.select().from(itemTopic).where(inArray(itemTopic.itemId, ids))
    if (topics.length > 0) await tx.insert(itemTopic).values(topics.map((row) => ({ ...row, itemId: copyOf(row.itemId), offeringId: order.to })))
  }
  const conditions = await tx.select().from(itemCondition).where(inArray(itemCondition.itemId, ids))
  // Within a course the copy waits for what its original waits for; elsewhere only for what came along.
  const kept = conditions.filter((row) => items.has(row.needsItemId) || order.from === order.to)
  if (kept.length > 0)
    await tx
      .insert(itemCondition)
      .values(kept.map((row) => ({ ...row, itemId: copyOf(row.itemId), needsItemId: copyOf(row.needsItemId), offeringId: order.to })))
}
