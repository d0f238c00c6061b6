import { defineJob } from '../../../foundation/server/jobs/jobs.ts'
import { runCopy } from './copy-course.ts'

/** Copies a course; after a failure it begins anew, for nothing half-written stays. */
export const copyCourseJob = defineJob<{ copyId: string }>({
  name: 'courses.copy-course',
  run: runCopy,
  retryLimit: 2,
  expireInSeconds: 3600,
})
