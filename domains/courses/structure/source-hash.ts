import { createHash } from 'node:crypto'
import { asc, inArray } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { courseFile, item, itemLink, itemText } from '../tables.ts'

/** Fingerprints of the words, link and files of items: what tells that a source has become another since it was taken over. */
export async function sourceHashes(db: ReadDb | Tx, itemIds: string[]): Promise<Map<string, string>> {
  if (itemIds.length === 0) return new Map()
  const rows = await db.select({ id: item.id, title: item.title }).from(item).where(inArray(item.id, itemIds))
  const texts = await db.select().from(itemText).where(inArray(itemText.itemId, itemIds)).orderBy(asc(itemText.itemId), asc(itemText.language))
  const links = await db.select().from(itemLink).where(inArray(itemLink.itemId, itemIds))
  const files = await db
    .select({ itemId: courseFile.itemId, fileId: courseFile.fileId })
    .from(courseFile)
    .where(inArray(courseFile.itemId, itemIds))
    .orderBy(asc(courseFile.fileId))
  return new Map(
    rows.map(({ id, title }) => {
      const words = [
        Object.entries(title ?? {}).toSorted(([left], [right]) => (left < right ? -1 : 1)),
        texts.filter((one) => one.itemId === id).map(({ language, html }) => [language, html]),
        links.filter((one) => one.itemId === id).map(({ url }) => url),
        files.filter((one) => one.itemId === id).map(({ fileId }) => fileId),
      ]
      return [id, createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 22)]
    }),
  )
}
