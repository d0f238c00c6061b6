import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { Chapter, SubtitlesView, SubtitleView } from './contract.ts'
import { transcode } from './transcode-job.ts'
import { parseVtt, writeVtt } from './shared/vtt.ts'
import { video, videoSubtitle } from './tables.ts'

/** Has the qualities made again, after a failure or with ffmpeg newly installed. @throws 404, 409 while it is at work */
export async function retryVideo(ctx: Ctx, videoId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select().from(video).where(eq(video.id, videoId)).for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    if (found.state === 'waiting' || found.state === 'running') throw problem('courses.video-at-work', { status: 409 })
    await tx.update(video).set({ state: 'waiting', progress: 0, failure: null, beatAt: null }).where(eq(video.id, videoId))
    await ctx.portal.jobs.enqueue(tx, transcode, { videoId })
    await record(ctx, tx, { verb: 'video.retried', object: { type: 'video', id: videoId }, offering: found.offeringId })
  })
}

/** Takes a video out of its item. What students have watched of it stays. @throws 404 */
export async function removeVideo(ctx: Ctx, videoId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.update(video).set({ removedAt: new Date() }).where(eq(video.id, videoId)).returning()
    if (!found) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, {
      verb: 'video.removed',
      object: { type: 'video', id: videoId },
      offering: found.offeringId,
      result: { item: found.itemId },
    })
  })
}

/** The subtitles of every language, for editing. */
export async function readSubtitles(ctx: Ctx, videoId: string): Promise<SubtitlesView> {
  const rows = await ctx.db.select().from(videoSubtitle).where(eq(videoSubtitle.videoId, videoId)).orderBy(videoSubtitle.language)
  return { subtitles: rows.map(({ language, vtt }) => ({ language, vtt, cues: countCues(vtt) })) }
}

/** Keeps subtitles of a language (WebVTT or SubRip), read and written anew. @throws 422 `courses.subtitles-…` with the line */
export async function saveSubtitle(ctx: Ctx, videoId: string, language: string, source: string): Promise<SubtitleView> {
  const read = parseVtt(source)
  if ('fault' in read)
    throw problem(`courses.subtitles-${read.fault.key}`, {
      status: 422,
      params: { line: read.fault.line },
      fields: [{ path: 'vtt', key: `subtitles-${read.fault.key}`, params: { line: read.fault.line } }],
    })
  const vtt = writeVtt(read.cues)
  return change(ctx, async (tx) => {
    const [found] = await tx.select({ offeringId: video.offeringId }).from(video).where(eq(video.id, videoId))
    if (!found) throw problem('foundation.not-found', { status: 404 })
    await tx
      .insert(videoSubtitle)
      .values({ videoId, language, vtt })
      .onConflictDoUpdate({ target: [videoSubtitle.videoId, videoSubtitle.language], set: { vtt, changedAt: new Date() } })
    const result = { language, cues: read.cues.length }
    await record(ctx, tx, { verb: 'video.subtitles-saved', object: { type: 'video', id: videoId }, offering: found.offeringId, result })
    return { language, vtt, cues: read.cues.length }
  })
}

/** Takes the subtitles of a language away. @throws 404 */
export async function dropSubtitle(ctx: Ctx, videoId: string, language: string): Promise<void> {
  await change(ctx, async (tx) => {
    const gone = await tx
      .delete(videoSubtitle)
      .where(and(eq(videoSubtitle.videoId, videoId), eq(videoSubtitle.language, language)))
      .returning()
    if (gone.length === 0) throw problem('foundation.not-found', { status: 404 })
    const [found] = await tx.select({ offeringId: video.offeringId }).from(video).where(eq(video.id, videoId))
    const act = { verb: 'video.subtitles-removed', object: { type: 'video', id: videoId }, result: { language } }
    await record(ctx, tx, { ...act, offering: found?.offeringId ?? null })
  })
}

/** Keeps the chapters, in the order of their times; one without a title is refused. @throws 404, 422 */
export async function saveChapters(ctx: Ctx, videoId: string, chapters: Chapter[]): Promise<void> {
  const ordered = chapters.toSorted((left, right) => left.start - right.start)
  const untitled = ordered.findIndex(({ title }) => !Object.values(title).some(Boolean))
  if (untitled !== -1)
    throw problem('courses.chapter-untitled', { status: 422, fields: [{ path: `chapters.${untitled}.title`, key: 'chapter-untitled' }] })
  await change(ctx, async (tx) => {
    const [found] = await tx.update(video).set({ chapters: ordered }).where(eq(video.id, videoId)).returning({ offeringId: video.offeringId })
    if (!found) throw problem('foundation.not-found', { status: 404 })
    const result = { chapters: ordered.length }
    await record(ctx, tx, { verb: 'video.chapters-saved', object: { type: 'video', id: videoId }, offering: found.offeringId, result })
  })
}

function countCues(vtt: string): number {
  return vtt.split('-->').length - 1
}
