import { and, eq, lt, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { makePages } from './make-job.ts'
import { silenceSeconds } from './make-slides.ts'
import { slides } from './tables.ts'

/** Presentations whose worker fell silent are taken up again. */
export async function tidySlides(ctx: Ctx): Promise<void> {
  await change(ctx, async (tx) => {
    await record(ctx, tx)
    const silent = await tx
      .select({ id: slides.id })
      .from(slides)
      .where(and(eq(slides.state, 'running'), lt(slides.beatAt, sql`now() - make_interval(secs => ${silenceSeconds})`)))
    for (const { id } of silent) await ctx.portal.jobs.enqueue(tx, makePages, { slidesId: id }, { singletonKey: id })
  })
}
