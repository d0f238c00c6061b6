import { defineJob } from '../../../foundation/server/jobs/jobs.ts'
import { transcodeVideo } from './transcode-video.ts'

/** Makes the qualities of an uploaded film. A film that cannot be used is an answer, kept with its reason; it is not tried again by itself. */
export const transcode = defineJob<{ videoId: string }>({
  name: 'courses.transcode-video',
  run: transcodeVideo,
  retryLimit: 3,
  expireInSeconds: 12 * 3600,
})
