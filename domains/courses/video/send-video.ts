import { and, eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { sendPart } from '../../../foundation/server/files/send-part.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { videoRendition, videoSubtitle } from './tables.ts'
import { findVideo, type FoundVideo } from './targets.ts'
import { addressPlaylist, filmPlaylist } from './transcode/playlist.ts'

/** Sends a quality, the upload itself, the poster or the thumbnails, whole or the part that is asked for. @throws 404 */
export async function sendVideoFile(ctx: Ctx, reply: FastifyReply, given: { videoId: string; name: string }): Promise<void> {
  const found = await visible(ctx, given.videoId)
  const { fileId, type } = await fileOf(ctx, found, given.name)
  await sendPart(ctx, reply, fileId, type)
}

async function fileOf(ctx: Ctx, found: FoundVideo, name: string): Promise<{ fileId: string; type: string }> {
  const picture = name === 'poster.jpg' ? found.posterFileId : name === 'thumbs.jpg' ? found.thumbsFileId : null
  if (picture) return { fileId: picture, type: 'image/jpeg' }
  if (name === 'original') {
    const about = await ctx.portal.files.describe(found.fileId)
    // Only what plays everywhere goes out in place, under a type that is a film or a sound for certain.
    if (about && found.playable && /^(video|audio)\//.test(about.type)) return { fileId: found.fileId, type: about.type }
    throw problem('foundation.not-found', { status: 404 })
  }
  const kind = name.replace(/\.mp4$/, '')
  const [made] = await ctx.db
    .select({ fileId: videoRendition.fileId })
    .from(videoRendition)
    .where(and(eq(videoRendition.videoId, found.id), eq(videoRendition.kind, kind)))
  if (!made) throw problem('foundation.not-found', { status: 404 })
  return { fileId: made.fileId, type: kind === 'sound' ? 'audio/mp4' : 'video/mp4' }
}

/** Sends a playlist with the addresses of this portal: `film` to choose from, or one quality. @throws 404 */
export async function sendPlaylist(ctx: Ctx, reply: FastifyReply, given: { videoId: string; name: string }): Promise<void> {
  const found = await visible(ctx, given.videoId)
  const made = await ctx.db.select().from(videoRendition).where(eq(videoRendition.videoId, found.id))
  const kind = given.name.replace(/\.m3u8$/, '')
  const base = `/api/videos/${found.id}`
  reply.header('content-type', 'application/vnd.apple.mpegurl').header('cache-control', 'private, max-age=300')
  if (kind !== 'film') {
    const one = made.find((rendition) => rendition.kind === kind)
    if (!one) throw problem('foundation.not-found', { status: 404 })
    return void (await reply.send(addressPlaylist(one.playlist, `${base}/files/${kind}.mp4`)))
  }
  const pictures = made.filter((rendition) => rendition.height !== null)
  const offered = pictures.length > 0 ? pictures : made
  if (offered.length === 0) throw problem('foundation.not-found', { status: 404 })
  await reply.send(filmPlaylist(offered.map((one) => ({ ...one, address: `${base}/playlists/${one.kind}.m3u8` }))))
}

/** Sends the subtitles of a language. @throws 404 */
export async function sendSubtitle(ctx: Ctx, reply: FastifyReply, given: { videoId: string; language: string }): Promise<void> {
  const found = await visible(ctx, given.videoId)
  const [kept] = await ctx.db
    .select({ vtt: videoSubtitle.vtt })
    .from(videoSubtitle)
    .where(and(eq(videoSubtitle.videoId, found.id), eq(videoSubtitle.language, given.language)))
  if (!kept) throw problem('foundation.not-found', { status: 404 })
  await reply.header('content-type', 'text/vtt; charset=utf-8').header('cache-control', 'private, max-age=86400').send(kept.vtt)
}

async function visible(ctx: Ctx, videoId: string): Promise<FoundVideo> {
  const found = await findVideo(ctx, videoId)
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return found
}
