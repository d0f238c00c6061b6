import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { item } from '../tables.ts'
import { openTool, type Tool } from './lti/find-tool.ts'
import { keepMainLine } from './lti/take-choice.ts'
import { toolLink } from './tables.ts'

/** Sets which tool an item opens, at its first page; what to open there is chosen in the tool. @throws 404, 422 for another kind of item */
export async function linkTool(ctx: Ctx, itemId: string, toolId: string): Promise<void> {
  const found = await openTool(ctx, { id: toolId })
  if (!found) throw problem('foundation.not-found', { status: 404 })
  await change(ctx, async (tx) => {
    const [home] = await tx.select().from(item).where(eq(item.id, itemId)).for('update')
    if (!home) throw problem('foundation.not-found', { status: 404 })
    if (home.kind !== 'tool') throw problem('courses.tool-other-kind', { status: 422 })
    const title = home.title?.ky ?? home.title?.ru ?? home.title?.en ?? found.name
    await writeLink(tx, found, { itemId, offeringId: home.offeringId, title, url: null, custom: {} })
    await record(ctx, tx, {
      verb: 'tool.linked',
      object: { type: 'tool', id: toolId },
      offering: home.offeringId,
      result: { name: found.name },
      context: { item: itemId },
    })
  })
}

/** Writes an item's link and its own column of marks. */
export async function writeLink(
  tx: Tx,
  of: Tool,
  given: { itemId: string; offeringId: string; title: string; url: string | null; custom: Record<string, string> },
): Promise<void> {
  const row = { toolId: of.id, url: given.url, custom: given.custom, changedAt: new Date() }
  await tx
    .insert(toolLink)
    .values({ itemId: given.itemId, ...row })
    .onConflictDoUpdate({ target: toolLink.itemId, set: row })
  await keepMainLine(tx, of, { offeringId: given.offeringId, itemId: given.itemId, label: given.title })
}
