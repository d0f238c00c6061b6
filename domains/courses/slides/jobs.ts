import { defineJob, type JobDefinition } from '../../../foundation/server/jobs/jobs.ts'
import { makePages } from './make-job.ts'
import { tidySlides } from './tidy-slides.ts'

/** Takes up presentations whose worker died. */
const tidy = defineJob({ name: 'courses.tidy-slides', run: tidySlides, cron: '*/5 * * * *', retryLimit: 0 })

export const slidesJobs: JobDefinition<never>[] = [makePages as JobDefinition<never>, tidy as JobDefinition<never>]
