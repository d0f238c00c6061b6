import { and, eq, inArray, isNotNull, like } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { ReadDb } from '../../../foundation/server/database/database.ts'
import { together } from '../../../foundation/server/database/together.ts'
import { itemText } from '../tables.ts'
import { complex, complexVersion } from './tables.ts'

/** Something of an item that has a door of its own: an attached file, or a block that a text shows. */
export interface ItemPart {
  kind: 'file' | 'block'
  id: string
}

/** What an approved version holds, by id. */
interface Held {
  items: ReadonlySet<string>
  files: ReadonlySet<string>
  /** Everything that its texts name: blocks, pictures, files. */
  named: ReadonlySet<string>
  /** Self-checks and programming tasks: id → version. */
  blocks: ReadonlyMap<string, number>
}

const versionsKept = 300
const known = new Map<string, Promise<Held>>()
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Versions never change, so what one holds is read once; the doors of lessons ask at every beat of a film. */
async function heldBy(db: ReadDb, versionId: string): Promise<Held> {
  const kept = known.get(versionId)
  if (kept) return kept
  const reading = readHeld(db, versionId)
  known.set(versionId, reading)
  for (const oldest of known.keys()) if (known.size > versionsKept) known.delete(oldest)
  reading.catch(() => known.delete(versionId))
  return reading
}

async function readHeld(db: ReadDb, versionId: string): Promise<Held> {
  const [found] = await db.select().from(complexVersion).where(eq(complexVersion.id, versionId))
  const items = (found?.outline ?? []).flatMap((part) => part.items)
  const texts = Object.values(found?.texts ?? {}).flatMap((languages) => Object.values(languages))
  return {
    items: new Set(items.map(({ id }) => id)),
    files: new Set(items.flatMap(({ files }) => files)),
    named: new Set(texts.flatMap((html) => html.match(uuids) ?? [])),
    blocks: new Map(items.flatMap(({ blocks }) => Object.entries(blocks ?? {}))),
  }
}

const publishedOf = together(async (db, offeringIds: string[]) => {
  const rows = await db
    .select({ offeringId: complex.offeringId, versionId: complex.publishedVersion })
    .from(complex)
    .where(and(inArray(complex.offeringId, offeringIds), isNotNull(complex.publishedVersion)))
  return new Map(rows.flatMap((row) => (row.versionId ? [[row.offeringId, row.versionId]] : [])))
})

/**
 * Whether an item, or a part of it, stands only in the draft of a published complex (R5.3c). A block that neither the
 * version nor the draft's text names belongs to the item itself and comes with it.
 */
export async function standsOnlyInDraft(ctx: Ctx, of: { id: string; offeringId: string }, part?: ItemPart): Promise<boolean> {
  const versionId = await publishedOf(ctx.db, of.offeringId)
  if (!versionId) return false
  const held = await heldBy(ctx.db, versionId)
  if (!held.items.has(of.id)) return true
  if (!part || held.named.has(part.id)) return false
  if (part.kind === 'file') return !held.files.has(part.id)
  const [draft] = await ctx.db
    .select({ id: itemText.itemId })
    .from(itemText)
    .where(and(eq(itemText.itemId, of.id), like(itemText.html, `%${part.id}%`)))
    .limit(1)
  return draft !== undefined
}

/**
 * The version of a self-check or programming task that the approved complex holds (R5.3c): what its students get, whatever its author
 * writes meanwhile. Null: the newest one.
 */
export async function approvedBlock(ctx: Ctx, offeringId: string, blockId: string): Promise<number | null> {
  const versionId = await publishedOf(ctx.db, offeringId)
  return versionId ? ((await heldBy(ctx.db, versionId)).blocks.get(blockId) ?? null) : null
}
