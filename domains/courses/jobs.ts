import { defineJob, type JobDefinition } from '../../foundation/server/jobs/jobs.ts'
import { remindReviewers } from './complex/remind-reviewers.ts'
import { exportJobs } from './export-course/jobs.ts'
import { runKeptImport } from './import-course/run-kept-import.ts'
import { copyCourseJob } from './structure/copy-job.ts'
import { slidesJobs } from './slides/jobs.ts'
import { videoJobs } from './video/jobs.ts'

/** Brings an uploaded course file in; again after a failure begins anew, for nothing half-written stays. */
export const bringCourse = defineJob<{ importId: string }>({
  name: 'courses.import-course',
  run: runKeptImport,
  retryLimit: 2,
  expireInSeconds: 3600,
})

export const jobs: JobDefinition<never>[] = [
  bringCourse as JobDefinition<never>,
  copyCourseJob as JobDefinition<never>,
  remindReviewers as JobDefinition<never>,
  ...exportJobs,
  ...videoJobs,
  ...slidesJobs,
]
