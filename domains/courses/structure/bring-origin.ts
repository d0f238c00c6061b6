import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { keepVersion } from '../authoring/keep-version.ts'
import { plainText } from '../sanitize-lesson.ts'
import { courseFile, item, itemLink, itemText } from '../tables.ts'
import { copyBlocks, copyFiles } from './copy-items.ts'
import { takeableSources } from './reuse-items.ts'
import { rewriteText } from './rewrite-text.ts'
import { sourceHashes } from './source-hash.ts'
import { itemOrigin } from './tables.ts'

/**
 * Brings what the source has become over into a reused item: title, texts, link, files. What stood there stays in the history of
 * its texts, a language that only the copy has stays; questions of a test and other inner parts are not touched, for students may have worked in them.
 * @throws 404 without a source that may be taken
 */
export async function bringOrigin(ctx: Ctx, itemId: string): Promise<void> {
  const { personId } = actorOf(ctx)
  const [known] = await ctx.db.select().from(itemOrigin).where(eq(itemOrigin.itemId, itemId))
  const sourceId = known?.sourceItemId
  if (!known || !sourceId || !(await takeableSources(ctx, [sourceId])).has(sourceId)) throw problem('foundation.not-found', { status: 404 })
  await change(ctx, async (tx) => {
    const [source] = await tx.select().from(item).where(eq(item.id, sourceId))
    const [own] = await tx.select().from(item).where(eq(item.id, itemId)).for('update')
    if (!source || !own) throw problem('foundation.not-found', { status: 404 })
    const at = new Date()
    await tx.update(item).set({ title: source.title, changedAt: at }).where(eq(item.id, itemId))
    const had = await tx.select().from(courseFile).where(eq(courseFile.itemId, itemId))
    const texts = await tx.select().from(itemText).where(eq(itemText.itemId, sourceId))
    const htmls = texts.map(({ html }) => html)
    const items = new Map([[sourceId, itemId]])
    const move = { from: source.offeringId, to: own.offeringId, whole: false }
    const files = await keepKnown(tx, itemId, had, await copyFiles(tx, move, items, htmls))
    const blocks = await copyBlocks(ctx, tx, htmls, { itemId, offeringId: own.offeringId, shiftDays: 0 })
    for (const text of texts)
      await putText(tx, { itemId, language: text.language, html: rewriteText(text.html, { ...move, items, files, blocks }), byPerson: personId, at })
    const [link] = await tx
      .select()
      .from(itemLink)
      .where(inArray(itemLink.itemId, [sourceId]))
    if (link)
      await tx
        .insert(itemLink)
        .values({ itemId, url: link.url })
        .onConflictDoUpdate({ target: itemLink.itemId, set: { url: link.url } })
    const hash = (await sourceHashes(tx, [sourceId])).get(sourceId) ?? ''
    await tx.update(itemOrigin).set({ hash, takenAt: at, byPerson: personId }).where(eq(itemOrigin.itemId, itemId))
    await record(ctx, tx, {
      verb: 'item.source-brought',
      object: { type: 'item', id: itemId },
      offering: own.offeringId,
      result: { languages: texts.map(({ language }) => language) },
      context: { from: sourceId },
    })
  })
}

/** A file that the item has already keeps its row, for versions of the complex name it; what the source has no more goes. */
async function keepKnown(
  tx: Tx,
  itemId: string,
  had: (typeof courseFile.$inferSelect)[],
  files: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const kept = new Map(files)
  const made = await tx.select().from(courseFile).where(eq(courseFile.itemId, itemId))
  const fresh = made.filter((row) => !had.some(({ id }) => id === row.id))
  const gone = had.filter((row) => !fresh.some(({ fileId }) => fileId === row.fileId)).map(({ id }) => id)
  for (const row of fresh) {
    const old = had.find(({ fileId }) => fileId === row.fileId)
    if (!old) continue
    gone.push(row.id)
    for (const [source, copy] of files) if (copy === row.id) kept.set(source, old.id)
  }
  if (gone.length > 0) await tx.delete(courseFile).where(inArray(courseFile.id, gone))
  return kept
}

async function putText(tx: Tx, given: { itemId: string; language: string; html: string; byPerson: string; at: Date }): Promise<void> {
  const { itemId, language, html, at } = given
  const [was] = await tx
    .select()
    .from(itemText)
    .where(and(eq(itemText.itemId, itemId), eq(itemText.language, language)))
  if (was?.html === html) return
  const version = await keepVersion(tx, { ...given, was: was ?? null })
  const values = { html, plain: plainText(html), version, changedAt: at }
  await tx
    .insert(itemText)
    .values({ itemId, language, ...values })
    .onConflictDoUpdate({ target: [itemText.itemId, itemText.language], set: values })
}
