import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { fileTypeFromBuffer } from 'file-type'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { transcode } from './transcode-job.ts'
import { sniffContainer } from './sniff-container.ts'
import type { Trim } from './shared/trim.ts'
import { video, videoUpload } from './tables.ts'
import { readerOf } from './transcode/probe.ts'
import { findTools } from './transcode/tools.ts'
import { declaredBytes, dropUploadBytes, largestUpload, receivedBytes, uploadPath } from './upload-store.ts'

/**
 * Makes a video of an upload whose bytes are whole: typed by its content, kept in the file store, its qualities left to
 * a job. Asked again it answers with the same video.
 * @param trim which seconds are the lecture: what is cut off is never shown, so the upload itself is not played meanwhile
 * @throws 404, 409 where it is to be cut and there is no ffmpeg, 409 while bytes are missing, 422 for what is neither film nor sound (the upload is dropped)
 */
export async function finishUpload(ctx: Ctx, uploadId: string, trim: Trim | null = null): Promise<{ videoId: string }> {
  const [found] = await ctx.db.select().from(videoUpload).where(eq(videoUpload.id, uploadId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  if (found.videoId) return { videoId: found.videoId }
  const [received, declared] = [await receivedBytes(ctx.portal, uploadId), await declaredBytes(ctx.portal, uploadId)]
  if (received === null) throw problem('foundation.not-found', { status: 404 })
  if (declared === null || received !== declared) throw problem('courses.video-not-whole', { status: 409, facts: { received, bytes: declared } })
  if (trim && !findTools()) throw problem('courses.video-no-trim', { status: 409 })
  const path = uploadPath(ctx.portal, uploadId)
  const type = await typeOf(path)
  if (!readerOf(type)) {
    await dropUpload(ctx, uploadId)
    throw problem('courses.video-wrong-type', { status: 422, facts: { found: type } })
  }
  const sniffed = await sniffContainer(path, type)
  const videoId = await change(ctx, async (tx) => {
    const [locked] = await tx.select({ videoId: videoUpload.videoId }).from(videoUpload).where(eq(videoUpload.id, uploadId)).for('update')
    if (!locked) throw problem('foundation.not-found', { status: 404 })
    if (locked.videoId) {
      await record(ctx, tx)
      return locked.videoId
    }
    const stored = await ctx.portal.files.store(ctx, tx, {
      name: found.name,
      content: createReadStream(path),
      type,
      purpose: 'video',
      maxBytes: largestUpload,
    })
    const id = newId()
    await tx.insert(video).values({
      id,
      offeringId: found.offeringId,
      itemId: found.itemId,
      name: found.name,
      fileId: stored.id,
      bytes: stored.bytes,
      state: 'waiting',
      playable: trim ? null : sniffed.playable,
      trim,
      seconds: sniffed.seconds,
      width: sniffed.width,
      height: sniffed.height,
      byPerson: actorOf(ctx).personId,
    })
    await tx.update(videoUpload).set({ videoId: id }).where(eq(videoUpload.id, uploadId))
    await ctx.portal.jobs.enqueue(tx, transcode, { videoId: id })
    await record(ctx, tx, {
      verb: 'video.added',
      object: { type: 'video', id },
      offering: found.offeringId,
      result: { item: found.itemId, bytes: stored.bytes, sha256: stored.sha256 },
    })
    return id
  })
  await dropUploadBytes(ctx.portal, uploadId)
  return { videoId }
}

/** Gives an upload up: its bytes and its row go. @throws 404 */
export async function dropUpload(ctx: Ctx, uploadId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [gone] = await tx.delete(videoUpload).where(eq(videoUpload.id, uploadId)).returning()
    if (!gone) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, { verb: 'video.upload-dropped', object: { type: 'item', id: gone.itemId }, offering: gone.offeringId })
  })
  await dropUploadBytes(ctx.portal, uploadId)
}

/** The type that the content shows; a name and a claim count for nothing. */
async function typeOf(path: string): Promise<string> {
  const handle = await open(path)
  try {
    const head = Buffer.alloc(8200)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    return (await fileTypeFromBuffer(head.subarray(0, bytesRead)))?.mime ?? 'application/octet-stream'
  } finally {
    await handle.close()
  }
}
