import { eq } from 'drizzle-orm'
import { change } from '../../foundation/server/database/change.ts'
import { defineJob, type JobDefinition } from '../../foundation/server/jobs/jobs.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { sittingOf } from './sitting/read-sitting.ts'
import { submitAttempt } from './submit-attempt.ts'
import { attempt } from './tables.ts'

/**
 * Hands in an attempt whose time is over with what is saved: closing the page loses nothing. One that got more time, or whose exam
 * is paused, is looked at again when that ends.
 */
export const endAttempt = defineJob<{ attemptId: string }>({
  name: 'exams.end-attempt',
  async run(ctx, { attemptId }) {
    const [found] = await ctx.db
      .select({ itemId: attempt.itemId, endsAt: attempt.endsAt, graceSeconds: attempt.graceSeconds, submittedAt: attempt.submittedAt })
      .from(attempt)
      .where(eq(attempt.id, attemptId))
    if (!found || found.submittedAt) return
    const paused = (await sittingOf(ctx.db, found.itemId))?.pausedAt
    const due = found.endsAt ? found.endsAt.getTime() + found.graceSeconds * 1000 : 0
    const again = paused ? Date.now() + 60_000 : due > Date.now() ? due : null
    if (again === null) return submitAttempt(ctx, attemptId, true)
    await change(ctx, async (tx) => {
      await record(ctx, tx)
      await ctx.portal.jobs.enqueue(tx, endAttempt, { attemptId }, { startAfter: new Date(again) })
    })
  },
})

export const jobs: JobDefinition<never>[] = [endAttempt as unknown as JobDefinition<never>]
