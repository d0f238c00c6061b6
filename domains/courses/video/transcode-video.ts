import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { Problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { makeQualities, type MadeFilm } from './transcode/make-qualities.ts'
import { findTools } from './transcode/tools.ts'
import { video, videoRendition } from './tables.ts'

const beatEvery = 2000
/** After this silence a worker counts as dead and another may take the film up. */
export const silenceSeconds = 90

/**
 * Makes the qualities of a film, with progress that the page shows. Where ffmpeg is missing the film stays as it was
 * uploaded. Why it failed is kept, and the teacher may have it tried again; a worker that dies is noticed by `tidyVideos`.
 */
export async function transcodeVideo(ctx: Ctx, { videoId }: { videoId: string }): Promise<void> {
  const found = await claim(ctx, videoId)
  if (!found) return
  const tools = findTools()
  if (!tools) return withoutTools(ctx, found)
  const above = join(ctx.portal.config.dataDirectory, 'transcode')
  await mkdir(above, { recursive: true })
  const folder = await mkdtemp(join(above, 'film-'))
  let share = 0
  const beat = setInterval(() => void keepProgress(ctx, videoId, share).catch(() => undefined), beatEvery)
  try {
    const path = join(folder, 'upload')
    const { stream, type } = await ctx.portal.files.open(found.fileId)
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }))
    const made = await makeQualities(tools, { path, type, folder, trim: found.trim, onProgress: (now) => void (share = now) })
    clearInterval(beat)
    await keepFilm(ctx, found, made)
  } catch (error) {
    clearInterval(beat)
    const known = error instanceof Problem
    if (!known) ctx.portal.log.error({ err: error, videoId }, 'a film could not be transcoded')
    await keepFailure(
      ctx,
      found,
      known ? { key: error.key, ...(error.options.params ? { params: error.options.params } : {}) } : { key: 'courses.video-failed' },
    )
  } finally {
    clearInterval(beat)
    await rm(folder, { recursive: true, force: true })
  }
}

type Found = typeof video.$inferSelect

/** Takes the film for this worker; null when another one has it, or there is nothing to do. */
async function claim(ctx: Ctx, videoId: string): Promise<Found | null> {
  return change(ctx, async (tx) => {
    await record(ctx, tx)
    const silent = or(isNull(video.beatAt), lt(video.beatAt, sql`now() - make_interval(secs => ${silenceSeconds})`))
    const [taken] = await tx
      .update(video)
      .set({ state: 'running', progress: 0, failure: null, beatAt: new Date() })
      .where(and(eq(video.id, videoId), or(eq(video.state, 'waiting'), and(eq(video.state, 'running'), silent))))
      .returning()
    return taken ?? null
  })
}

async function keepProgress(ctx: Ctx, videoId: string, share: number): Promise<void> {
  await change(ctx, async (tx) => {
    await record(ctx, tx)
    await tx
      .update(video)
      .set({ progress: Math.floor(share * 100), beatAt: new Date() })
      .where(and(eq(video.id, videoId), eq(video.state, 'running')))
  })
}

async function withoutTools(ctx: Ctx, found: Found): Promise<void> {
  if (!found.playable) return keepFailure(ctx, found, { key: 'courses.video-no-tools' })
  await change(ctx, async (tx) => {
    await tx.update(video).set({ state: 'ready', progress: 100, readyAt: new Date(), beatAt: null }).where(eq(video.id, found.id))
    await record(ctx, tx, { verb: 'video.ready', object: { type: 'video', id: found.id }, offering: found.offeringId, result: { qualities: [] } })
  })
}

async function keepFilm(ctx: Ctx, found: Found, made: MadeFilm): Promise<void> {
  await change(ctx, async (tx) => {
    const keep = (path: string, name: string): Promise<string> => keepFile(ctx, tx, path, name)
    await tx.delete(videoRendition).where(eq(videoRendition.videoId, found.id))
    for (const { kind, path, playlist, bandwidth, width, height, codecs, hasSound } of made.qualities) {
      const stored = await ctx.portal.files.store(ctx, tx, { name: `${kind}.mp4`, content: createReadStream(path), purpose: 'video' })
      const about = { playlist, bandwidth, width, height, codecs, hasSound }
      await tx.insert(videoRendition).values({ videoId: found.id, kind, fileId: stored.id, bytes: stored.bytes, ...about })
    }
    const { picture, seconds } = made.probed
    const { path: thumbsPath, ...thumbs } = made.thumbs ?? { path: null }
    await tx
      .update(video)
      .set({
        state: 'ready',
        progress: 100,
        failure: null,
        beatAt: null,
        readyAt: new Date(),
        seconds: Math.max(1, Math.round(seconds)),
        width: picture?.width ?? null,
        height: picture?.height ?? null,
        posterFileId: made.poster ? await keep(made.poster, 'poster.jpg') : null,
        thumbsFileId: thumbsPath ? await keep(thumbsPath, 'thumbs.jpg') : null,
        thumbs: made.thumbs ? (thumbs as Found['thumbs']) : null,
      })
      .where(eq(video.id, found.id))
    const qualities = made.qualities.map((quality) => quality.kind)
    await record(ctx, tx, {
      verb: 'video.ready',
      object: { type: 'video', id: found.id },
      offering: found.offeringId,
      result: { qualities, seconds },
    })
  })
}

async function keepFile(ctx: Ctx, tx: Tx, path: string, name: string): Promise<string> {
  const { id } = await ctx.portal.files.store(ctx, tx, { name, content: createReadStream(path), purpose: 'video' })
  return id
}

async function keepFailure(ctx: Ctx, found: Found, failure: NonNullable<Found['failure']>): Promise<void> {
  await change(ctx, async (tx) => {
    await tx.update(video).set({ state: 'failed', failure, beatAt: null }).where(eq(video.id, found.id))
    await record(ctx, tx, {
      verb: 'video.failed',
      object: { type: 'video', id: found.id },
      offering: found.offeringId,
      result: { reason: failure.key },
    })
  })
}
