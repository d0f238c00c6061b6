import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { sanitizeLesson } from './sanitize-lesson.ts'
import { item, itemText } from './tables.ts'

/** Keeps an item's text in one language, made clean; an empty text takes that language away. @throws 404, 422 for a heading */
export async function saveItemText(
  ctx: Ctx,
  itemId: string,
  language: string,
  html: string,
): Promise<{ language: string; html: string; changes: Record<string, number> }> {
  const clean = sanitizeLesson(html)
  return change(ctx, async (tx) => {
    const [found] = await tx.select().from(item).where(eq(item.id, itemId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (found.kind === 'heading') throw problem('courses.no-text-here', { status: 422 })
    const values = { html: clean.html, plain: clean.plain, changedAt: new Date() }
    if (clean.html)
      await tx
        .insert(itemText)
        .values({ itemId, language, ...values })
        .onConflictDoUpdate({ target: [itemText.itemId, itemText.language], set: values })
    else await tx.delete(itemText).where(and(eq(itemText.itemId, itemId), eq(itemText.language, language)))
    // An imported text of unknown language is the one that the teacher has now given a language.
    if (clean.html) await tx.delete(itemText).where(and(eq(itemText.itemId, itemId), eq(itemText.language, 'und')))
    await tx.update(item).set({ changedAt: new Date() }).where(eq(item.id, itemId))
    await record(ctx, tx, {
      verb: 'item.text-saved',
      object: { type: 'item', id: itemId },
      offering: found.offeringId,
      result: { language, characters: clean.plain.length },
    })
    return { language, html: clean.html, changes: clean.changes }
  })
}
