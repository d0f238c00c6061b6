import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { file } from '../../../foundation/server/files/tables.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { hasText, text } from '../../../foundation/server/i18n/texts.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { item, section } from '../tables.ts'
import { isLocked } from '../structure/release.ts'
import { seesHidden } from '../targets.ts'
import type { ItemVideosView, Quality, UploadView, VideoView } from './contract.ts'
import { video, videoRendition, videoSubtitle, videoUpload } from './tables.ts'
import { findVideo } from './targets.ts'
import { findTools } from './transcode/tools.ts'
import { receivedBytes, uploadAddress } from './upload-store.ts'

/** The videos of an item, newest first; to those who edit it also what is being made, and their own unfinished uploads. @throws 404 */
export async function readItemVideos(ctx: Ctx, itemId: string): Promise<ItemVideosView> {
  const [found] = await ctx.db
    .select({ offeringId: item.offeringId, hidden: item.hidden, opensAt: item.opensAt, sectionHidden: section.hidden })
    .from(item)
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(eq(item.id, itemId))
  const target = found ? await offeringTarget(ctx, found.offeringId) : null
  if (!found || !target) throw problem('foundation.not-found', { status: 404 })
  const mayEdit = seesHidden(ctx, target)
  if (!mayEdit && (found.hidden || found.sectionHidden)) throw problem('foundation.not-found', { status: 404 })
  if (!mayEdit && found.opensAt && found.opensAt > new Date()) return { videos: [], mayEdit, transcodes: null, uploads: [] }
  if (await isLocked(ctx, { id: itemId, offeringId: found.offeringId }, target)) return { videos: [], mayEdit, transcodes: null, uploads: [] }
  const rows = await ctx.db
    .select()
    .from(video)
    .where(and(eq(video.itemId, itemId), isNull(video.removedAt)))
    .orderBy(desc(video.id))
  const views = await present(ctx, rows)
  return {
    videos: mayEdit ? views : views.filter((view) => view.watchable),
    mayEdit,
    transcodes: mayEdit ? findTools() !== null : null,
    uploads: mayEdit ? await readUploads(ctx, itemId) : [],
  }
}

/** One video; to those who do not edit, one that is still being prepared shows only that. @throws 404 */
export async function readVideo(ctx: Ctx, videoId: string): Promise<VideoView> {
  const found = await findVideo(ctx, videoId)
  const [view] = found ? await present(ctx, [found]) : []
  if (!found || !view) throw problem('foundation.not-found', { status: 404 })
  // a reader of the lesson is told that it is being prepared, not why it failed
  return found.mayEdit || view.watchable ? view : { ...view, name: '', state: view.state === 'failed' ? 'waiting' : view.state, failure: null }
}

async function present(ctx: Ctx, rows: (typeof video.$inferSelect)[]): Promise<VideoView[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [renditions, subtitles, originals] = await Promise.all([
    ctx.db
      .select({ videoId: videoRendition.videoId, kind: videoRendition.kind, bytes: videoRendition.bytes, height: videoRendition.height })
      .from(videoRendition)
      .where(inArray(videoRendition.videoId, ids)),
    ctx.db
      .select({ videoId: videoSubtitle.videoId, language: videoSubtitle.language, changedAt: videoSubtitle.changedAt })
      .from(videoSubtitle)
      .where(inArray(videoSubtitle.videoId, ids))
      .orderBy(asc(videoSubtitle.language)),
    ctx.db
      .select({ id: file.id, type: file.type })
      .from(file)
      .where(
        inArray(
          file.id,
          rows.map((row) => row.fileId),
        ),
      ),
  ])
  return rows.map((row) => {
    const made = renditions.filter((one) => one.videoId === row.id)
    const original = originals.find((one) => one.id === row.fileId)?.type ?? 'video/mp4'
    const base = `/api/videos/${row.id}`
    const ready = made.length > 0
    const order: Quality[] = ['720p', '360p', 'sound']
    return {
      id: row.id,
      itemId: row.itemId,
      offeringId: row.offeringId,
      name: row.name,
      bytes: row.bytes,
      state: row.state as VideoView['state'],
      progress: row.progress,
      failure: row.failure ? explain(ctx, row.failure) : null,
      watchable: ready || (row.playable !== null && row.state !== 'failed'),
      seconds: row.seconds,
      width: row.width,
      height: row.height,
      hasPicture: ready ? made.some((one) => one.height !== null) : row.playable !== 'sound',
      qualities: [
        ...order.flatMap((quality) =>
          made.filter((one) => one.kind === quality).map(({ bytes }) => ({ quality, bytes, type: quality === 'sound' ? 'audio/mp4' : 'video/mp4' })),
        ),
        ...(!ready && row.playable ? [{ quality: 'original' as const, bytes: row.bytes, type: original }] : []),
      ],
      film: ready ? `${base}/playlists/film.m3u8` : null,
      poster: row.posterFileId ? `${base}/files/poster.jpg` : null,
      thumbs: row.thumbs,
      subtitles: subtitles
        .filter((one) => one.videoId === row.id)
        .map(({ language, changedAt }) => ({ language, href: `${base}/subtitles/${language}?v=${changedAt.getTime()}` })),
      chapters: row.chapters,
    }
  })
}

async function readUploads(ctx: Ctx, itemId: string): Promise<UploadView[]> {
  const rows = await ctx.db
    .select()
    .from(videoUpload)
    .where(and(eq(videoUpload.itemId, itemId), eq(videoUpload.personId, ctx.actor?.personId ?? ''), isNull(videoUpload.videoId)))
    .orderBy(desc(videoUpload.id))
  const views = await Promise.all(
    rows.map(async ({ id, name, bytes, fingerprint, createdAt }) => {
      const received = await receivedBytes(ctx.portal, id)
      return received === null ? [] : [{ id, name, bytes, received, fingerprint, href: uploadAddress(id), createdAt: createdAt.toISOString() }]
    }),
  )
  return views.flat()
}

function explain(ctx: Ctx, { key, params }: { key: string; params?: Record<string, unknown> }): { title: string; detail: string | null } {
  const base = `courses:problems.${key.slice(key.indexOf('.') + 1)}`
  return {
    title: text(ctx.locale, base, params),
    detail: hasText(ctx.locale, `${base}-detail`, params) ? text(ctx.locale, `${base}-detail`, params) : null,
  }
}
