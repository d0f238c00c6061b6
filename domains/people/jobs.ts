import type { JobDefinition } from '../../foundation/server/jobs/jobs.ts'
import { importJob } from './import/import-job.ts'

export const jobs: JobDefinition<never>[] = [importJob as JobDefinition<never>]
