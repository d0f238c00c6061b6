import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { readLab } from '../lab/shared/lab.ts'
import { readPlot } from '../plots/shared/plot.ts'
import { readItem } from '../read-item.ts'
import { findSpecs } from '../structure/rewrite-text.ts'
import type { BlockUseInput } from './contract.ts'
import { blockUse } from './tables.ts'

/** Longest that a device may have been without a line before its word on the time is no longer taken. */
const longestAway = 120 * 86_400_000
const sameWork = '30 minutes'

/**
 * Keeps that somebody worked with a plot or opened an outside laboratory (R4.3c): these have no result of their own. What is
 * told twice, or again within half an hour, is the same work; the trace gets each work once, with its true time.
 * @throws 404 for an item that the reader may not open, and for a block that is not in the text that they see
 */
export async function keepUse(ctx: Ctx, itemId: string, given: BlockUseInput): Promise<void> {
  const { personId } = actorOf(ctx)
  const seen = await readItem(ctx, itemId)
  if (!seen.text || !titlesOf(seen.text.html, given.kind).includes(given.title)) throw problem('foundation.not-found', { status: 404 })
  const now = Date.now()
  const said = Date.parse(given.at)
  const at = new Date(said > now || said < now - longestAway ? now : said)
  await change(ctx, async (tx) => {
    const kept = await tx.execute(sql`
      INSERT INTO ${blockUse} AS had (person_id, item_id, kind, title, first_at, last_at)
      VALUES (${personId}, ${itemId}, ${given.kind}, ${given.title}, ${at.toISOString()}, ${at.toISOString()})
      ON CONFLICT (person_id, item_id, kind, title) DO UPDATE SET last_at = excluded.last_at, times = had.times + 1
        WHERE excluded.last_at > had.last_at + ${sameWork}::interval
      RETURNING times`)
    if (kept.rows.length === 0) return record(ctx, tx)
    return record(ctx, tx, {
      verb: given.kind === 'plot' ? 'plot.worked-with' : 'lab.opened',
      object: { type: 'item', id: itemId },
      about: personId,
      offering: seen.offeringId,
      at,
      context: { block: given.title },
    })
  })
}

function titlesOf(html: string, kind: BlockUseInput['kind']): string[] {
  return findSpecs(html, kind).flatMap((spec) => {
    const block = kind === 'plot' ? readPlot(spec) : readLab(spec)
    return block ? [block.title.trim()] : []
  })
}
