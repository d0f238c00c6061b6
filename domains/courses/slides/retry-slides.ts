import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { makePages } from './make-job.ts'
import { slides } from './tables.ts'

/** Has the pages made again, after a failure or with LibreOffice newly installed. @throws 404, 409 while it is at work */
export async function retrySlides(ctx: Ctx, slidesId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select().from(slides).where(eq(slides.id, slidesId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (found.state === 'waiting' || found.state === 'running') throw problem('courses.slides-at-work', { status: 409 })
    await tx.update(slides).set({ state: 'waiting', progress: 0, failure: null, beatAt: null }).where(eq(slides.id, slidesId))
    await ctx.portal.jobs.enqueue(tx, makePages, { slidesId })
    await record(ctx, tx, { verb: 'slides.retried', object: { type: 'slides', id: slidesId }, offering: found.offeringId })
  })
}
