import { z } from 'zod'
import { textLanguages } from '../contract.ts'

/** A title in the languages it was written in; the course's own contract has the same shape. */
const titleInput = z.object({ ky: z.string().trim().max(200), ru: z.string().trim().max(200), en: z.string().trim().max(200) }).partial()

export const videoParams = z.object({ videoId: z.uuid() })
export const videoItemParams = z.object({ itemId: z.uuid() })
export const uploadParams = z.object({ uploadId: z.uuid() })
export const videoFileParams = z.object({
  videoId: z.uuid(),
  name: z.enum(['720p.mp4', '360p.mp4', 'sound.mp4', 'original', 'poster.jpg', 'thumbs.jpg']),
})
export const playlistParams = z.object({ videoId: z.uuid(), name: z.enum(['film.m3u8', '720p.m3u8', '360p.m3u8', 'sound.m3u8']) })
export const subtitleParams = z.object({ videoId: z.uuid(), language: z.enum(textLanguages) })

/** `film`: with picture, quality by the line; `original`: as it was uploaded. */
export const qualities = ['720p', '360p', 'sound', 'original'] as const
export type Quality = (typeof qualities)[number]

const chapter = z.object({ start: z.number().min(0).max(86_400), title: titleInput })
export type Chapter = z.output<typeof chapter>
const thumbs = z.object({ every: z.number(), count: z.number(), columns: z.number(), width: z.number(), height: z.number() })
export type Thumbs = z.output<typeof thumbs>

export const videoView = z.object({
  id: z.string(),
  itemId: z.string(),
  offeringId: z.string(),
  name: z.string(),
  bytes: z.number(),
  state: z.enum(['waiting', 'running', 'ready', 'failed']),
  /** Whole percent of the transcoding. */
  progress: z.number(),
  /** Why it failed, in the reader's language. */
  failure: z.object({ title: z.string(), detail: z.string().nullable() }).nullable(),
  /** Whether it can be watched now: the qualities are made, or the upload plays as it is. */
  watchable: z.boolean(),
  seconds: z.number().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  hasPicture: z.boolean(),
  qualities: z.array(z.object({ quality: z.enum(qualities), bytes: z.number(), type: z.string() })),
  /** Adaptive playlist; null when only the upload itself can be played. */
  film: z.string().nullable(),
  poster: z.string().nullable(),
  thumbs: thumbs.nullable(),
  subtitles: z.array(z.object({ language: z.string(), href: z.string() })),
  chapters: z.array(chapter),
})
export type VideoView = z.output<typeof videoView>

export const uploadView = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().nullable(),
  received: z.number(),
  fingerprint: z.string(),
  href: z.string(),
  createdAt: z.string(),
})
export type UploadView = z.output<typeof uploadView>

export const itemVideosView = z.object({
  videos: z.array(videoView),
  mayEdit: z.boolean(),
  /** Whether the portal can make qualities (ffmpeg is there). Null for those who do not edit. */
  transcodes: z.boolean().nullable(),
  /** The reader's own unfinished uploads to this item. */
  uploads: z.array(uploadView),
})
export type ItemVideosView = z.output<typeof itemVideosView>

/** `trim`: which seconds of the recording are the lecture; without it all of them. */
export const finishInput = z
  .object({ trim: z.object({ start: z.number().min(0).max(86_400), end: z.number().min(0).max(86_400) }).nullish() })
  .nullish()
export const madeVideoView = z.object({ videoId: z.string() })
export const subtitleInput = z.object({ vtt: z.string().max(2_000_000) })
export const subtitleView = z.object({ language: z.string(), vtt: z.string(), cues: z.number() })
export type SubtitleView = z.output<typeof subtitleView>
export const subtitlesView = z.object({ subtitles: z.array(subtitleView) })
export type SubtitlesView = z.output<typeof subtitlesView>
export const chaptersInput = z.object({ chapters: z.array(chapter).max(200) })
