import type { JobDefinition } from '../../foundation/server/jobs/jobs.ts'
import { sendMoocLetter } from './mooc/join-mooc.ts'

export const jobs: JobDefinition<never>[] = [sendMoocLetter as JobDefinition<never>]
