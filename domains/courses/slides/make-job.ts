import { defineJob } from '../../../foundation/server/jobs/jobs.ts'
import { makeSlides } from './make-slides.ts'

/** Makes the pages of an uploaded presentation. One that cannot be read is an answer, kept with its reason; it is not tried again by itself. */
export const makePages = defineJob<{ slidesId: string }>({
  name: 'courses.make-slides',
  run: makeSlides,
  retryLimit: 3,
  expireInSeconds: 3600,
})
