import { defineJob, type JobDefinition } from '../../foundation/server/jobs/jobs.ts'
import { submitAttempt } from './submit-attempt.ts'

/** Hands in an attempt whose time is over with what is saved: closing the page loses nothing. */
export const endAttempt = defineJob<{ attemptId: string }>({
  name: 'exams.end-attempt',
  run: (ctx, { attemptId }) => submitAttempt(ctx, attemptId, true),
})

export const jobs: JobDefinition<never>[] = [endAttempt as unknown as JobDefinition<never>]
