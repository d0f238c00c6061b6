import { defineJob, type JobDefinition } from '../../../foundation/server/jobs/jobs.ts'
import { tidyVideos } from './tidy-videos.ts'
import { transcode } from './transcode-job.ts'

/** Takes up films whose worker died, and drops uploads that nobody went on with. */
const tidy = defineJob({ name: 'courses.tidy-videos', run: tidyVideos, cron: '*/5 * * * *', retryLimit: 0 })

export const videoJobs: JobDefinition<never>[] = [transcode as JobDefinition<never>, tidy as JobDefinition<never>]
