import { defineJob, type JobDefinition } from '../../../foundation/server/jobs/jobs.ts'
import { runExport } from './export-course.ts'

/** Writes a course into a file. */
export const writeCourseFile = defineJob<{ exportId: string }>({
  name: 'courses.export-course',
  run: runExport,
  retryLimit: 2,
  expireInSeconds: 7200,
})

export const exportJobs: JobDefinition<never>[] = [writeCourseFile as JobDefinition<never>]
