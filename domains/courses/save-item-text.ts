import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { keepVersion } from './authoring/keep-version.ts'
import { sanitizeLesson } from './sanitize-lesson.ts'
import { item, itemText } from './tables.ts'

/**
 * Keeps an item's text in one language, made clean, and writes its history; an empty text takes that language away.
 * @param began the version that was read, 0 where there was none; without it whatever stands there is replaced
 * @throws 404, 422 for a heading, 409 `courses.text-changed` when somebody saved in between
 */
export async function saveItemText(
  ctx: Ctx,
  itemId: string,
  language: string,
  html: string,
  began?: number,
): Promise<{ language: string; html: string; version: number; changes: Record<string, number> }> {
  const clean = sanitizeLesson(html)
  return change(ctx, async (tx) => {
    const [found] = await tx.select().from(item).where(eq(item.id, itemId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (found.kind === 'heading') throw problem('courses.no-text-here', { status: 422 })
    const there = await tx
      .select()
      .from(itemText)
      .where(and(eq(itemText.itemId, itemId), inArray(itemText.language, [language, 'und'])))
    const had = there.find((one) => one.language === language)
    if (began !== undefined && began !== (had?.version ?? 0))
      throw problem('courses.text-changed', { status: 409, facts: { version: had?.version ?? 0 } })
    const at = new Date()
    const result = { language, html: clean.html, changes: clean.changes }
    // The same text again is no new version; pages save by themselves.
    if (had && had.html === clean.html) {
      await record(ctx, tx)
      return { ...result, version: had.version }
    }
    const version = await keepVersion(tx, { itemId, language, html: clean.html, byPerson: actorOf(ctx).personId, was: had ?? there[0] ?? null, at })
    const values = { html: clean.html, plain: clean.plain, version, changedAt: at }
    if (clean.html)
      await tx
        .insert(itemText)
        .values({ itemId, language, ...values })
        .onConflictDoUpdate({ target: [itemText.itemId, itemText.language], set: values })
    else await tx.delete(itemText).where(and(eq(itemText.itemId, itemId), eq(itemText.language, language)))
    // An imported text of unknown language is the one that the teacher has now given a language.
    if (clean.html) await tx.delete(itemText).where(and(eq(itemText.itemId, itemId), eq(itemText.language, 'und')))
    await tx.update(item).set({ changedAt: at }).where(eq(item.id, itemId))
    await record(ctx, tx, {
      verb: 'item.text-saved',
      object: { type: 'item', id: itemId },
      offering: found.offeringId,
      result: { language, version, characters: clean.plain.length },
    })
    return { ...result, version: clean.html ? version : 0 }
  })
}
