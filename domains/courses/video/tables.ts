import { bigint, boolean, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses, item } from '../tables.ts'
import type { Chapter, Thumbs } from './contract.ts'
import type { Trim } from './shared/trim.ts'

/** A video lecture (or a sound recording): of a video item, or of a block in a lesson. */
export const video = courses.table(
  'video',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    /** As its author called the file. */
    name: text('name').notNull(),
    /** The file as it was uploaded. */
    fileId: uuid('file_id').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    /** waiting | running | ready | failed */
    state: text('state').notNull(),
    /** Whole percent of the work done. */
    progress: integer('progress').notNull().default(0),
    failure: jsonb('failure').$type<{ key: string; params?: Record<string, unknown> }>(),
    /** mp4 | webm | sound where every browser plays the upload as it is; null else. */
    playable: text('playable'),
    seconds: integer('seconds'),
    width: integer('width'),
    height: integer('height'),
    posterFileId: uuid('poster_file_id'),
    thumbsFileId: uuid('thumbs_file_id'),
    thumbs: jsonb('thumbs').$type<Thumbs>(),
    /** Seconds that are the lecture; what lies around them is cut off when the qualities are made. */
    trim: jsonb('trim').$type<Trim>(),
    chapters: jsonb('chapters').$type<Chapter[]>().notNull().default([]),
    byPerson: uuid('by_person').references(() => person.id),
    createdAt: createdAt(),
    readyAt: moment('ready_at'),
    /** When the work last showed a sign of life. */
    beatAt: moment('beat_at'),
    /** Taken out of the lesson; kept for what students have watched. */
    removedAt: moment('removed_at'),
  },
  (table) => [index('video_item').on(table.itemId), index('video_offering').on(table.offeringId)],
)

/** One quality of a video: a fragmented MP4 in one file, with its HLS playlist of byte ranges. */
export const videoRendition = courses.table(
  'video_rendition',
  {
    videoId: uuid('video_id')
      .notNull()
      .references(() => video.id, { onDelete: 'cascade' }),
    /** 720p | 360p | sound */
    kind: text('kind').notNull(),
    fileId: uuid('file_id').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    /** As ffmpeg wrote it; addresses are put in when it is sent. */
    playlist: text('playlist').notNull(),
    /** Highest bits a second of a segment. */
    bandwidth: integer('bandwidth').notNull(),
    width: integer('width'),
    height: integer('height'),
    /** As in RFC 6381: `avc1.4d401f,mp4a.40.2`. */
    codecs: text('codecs').notNull(),
    hasSound: boolean('has_sound').notNull(),
  },
  (table) => [primaryKey({ columns: [table.videoId, table.kind] })],
)

/** Subtitles of a video in one language, as WebVTT that was read and written anew. */
export const videoSubtitle = courses.table(
  'video_subtitle',
  {
    videoId: uuid('video_id')
      .notNull()
      .references(() => video.id, { onDelete: 'cascade' }),
    /** ky | ru | en */
    language: text('language').notNull(),
    vtt: text('vtt').notNull(),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.videoId, table.language] })],
)

/** An upload that is not finished yet; its bytes lie in the data directory until they are whole. */
export const videoUpload = courses.table(
  'video_upload',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    name: text('name').notNull(),
    /** Null while it is still being recorded. */
    bytes: bigint('bytes', { mode: 'number' }),
    /** What the page knows the file by, to offer going on: name, size and date. */
    fingerprint: text('fingerprint').notNull(),
    createdAt: createdAt(),
    /** The video it became. */
    videoId: uuid('video_id'),
  },
  (table) => [index('video_upload_item').on(table.itemId)],
)
