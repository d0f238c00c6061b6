import { eq, inArray } from 'drizzle-orm'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { registerBlockCopier } from '../item-kinds.ts'
import { registerWorkGuard } from '../work-guards.ts'
import { makePages } from './make-job.ts'
import { slides, slidesPage, slidesSeen } from './tables.ts'

registerWorkGuard(async (ctx, itemIds) => {
  if (itemIds.length === 0) return []
  const rows = await ctx.db.selectDistinct({ itemId: slidesSeen.itemId }).from(slidesSeen).where(inArray(slidesSeen.itemId, itemIds))
  return rows.map((row) => row.itemId)
})

/** The stored files are the same, what was seen stays behind; pages that were still being made are made for the copy as well. */
registerBlockCopier('slides', async (ctx, tx, slidesId, { itemId, offeringId }) => {
  const [found] = await tx.select().from(slides).where(eq(slides.id, slidesId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const id = newId()
  const waits = found.state === 'running' || found.state === 'waiting'
  const again = { state: 'waiting', progress: 0, beatAt: null, pageCount: 0 } as const
  await tx.insert(slides).values({ ...found, ...(waits ? again : {}), id, itemId, offeringId, createdAt: new Date() })
  const pages = waits ? [] : await tx.select().from(slidesPage).where(eq(slidesPage.slidesId, slidesId))
  if (pages.length > 0) await tx.insert(slidesPage).values(pages.map((page) => ({ ...page, slidesId: id })))
  if (waits) await ctx.portal.jobs.enqueue(tx, makePages, { slidesId: id })
  return id
})
