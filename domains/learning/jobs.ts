import type { JobDefinition } from '../../foundation/server/jobs/jobs.ts'

export const jobs: JobDefinition<never>[] = []
