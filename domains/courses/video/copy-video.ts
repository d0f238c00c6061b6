import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { registerBlockCopier, registerItemKind, type ItemCopy } from '../item-kinds.ts'
import { video, videoRendition, videoSubtitle } from './tables.ts'
import { transcode } from './transcode-job.ts'

/**
 * A video of another item, with its qualities, subtitles and chapters: the stored files are the same. One that was still being made
 * is made for the copy as well. @throws 404
 */
async function copyVideo(ctx: Ctx, tx: Tx, videoId: string, to: ItemCopy): Promise<string> {
  const [found] = await tx.select().from(video).where(eq(video.id, videoId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const id = newId()
  const waits = found.state === 'running' || found.state === 'waiting'
  await tx.insert(video).values({
    ...found,
    ...(waits ? { state: 'waiting', progress: 0, beatAt: null } : {}),
    id,
    itemId: to.itemId,
    offeringId: to.offeringId,
    createdAt: new Date(),
  })
  const renditions = waits ? [] : await tx.select().from(videoRendition).where(eq(videoRendition.videoId, videoId))
  if (renditions.length > 0) await tx.insert(videoRendition).values(renditions.map((row) => ({ ...row, videoId: id })))
  const subtitles = await tx.select().from(videoSubtitle).where(eq(videoSubtitle.videoId, videoId))
  if (subtitles.length > 0) await tx.insert(videoSubtitle).values(subtitles.map((row) => ({ ...row, videoId: id })))
  if (waits) await ctx.portal.jobs.enqueue(tx, transcode, { videoId: id })
  return id
}

registerBlockCopier('video', copyVideo)
registerItemKind('video', {
  async copy(ctx, tx, from, copy) {
    const rows = await tx
      .select({ id: video.id, fileId: video.fileId })
      .from(video)
      .where(and(eq(video.itemId, from), isNull(video.removedAt)))
      .orderBy(asc(video.id))
    // A film that stands in the item's text came with the text.
    const had = await tx.select({ fileId: video.fileId }).from(video).where(eq(video.itemId, copy.itemId))
    for (const row of rows) if (!had.some(({ fileId }) => fileId === row.fileId)) await copyVideo(ctx, tx, row.id, copy)
  },
})
