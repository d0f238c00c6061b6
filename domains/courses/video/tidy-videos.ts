import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { transcode } from './transcode-job.ts'
import { silenceSeconds } from './transcode-video.ts'
import { video, videoUpload } from './tables.ts'
import { dropUploadBytes } from './upload-store.ts'

const uploadDays = 14
const workHours = 24

/** Films whose worker fell silent are taken up again; uploads that nobody went on with for two weeks are dropped, with their bytes. */
export async function tidyVideos(ctx: Ctx): Promise<void> {
  const gone = await change(ctx, async (tx) => {
    await record(ctx, tx)
    const silent = await tx
      .select({ id: video.id })
      .from(video)
      .where(and(eq(video.state, 'running'), lt(video.beatAt, sql`now() - make_interval(secs => ${silenceSeconds})`)))
    for (const { id } of silent) await ctx.portal.jobs.enqueue(tx, transcode, { videoId: id }, { singletonKey: id })
    return tx
      .delete(videoUpload)
      .where(lt(videoUpload.createdAt, sql`now() - make_interval(days => ${uploadDays})`))
      .returning({ id: videoUpload.id })
  })
  for (const { id } of gone) await dropUploadBytes(ctx.portal, id)
  await dropStrayUploads(ctx)
  await dropOldWork(join(ctx.portal.config.dataDirectory, 'transcode'))
}

/** Bytes whose row went with its item. */
async function dropStrayUploads(ctx: Ctx): Promise<void> {
  const names = await readdir(join(ctx.portal.config.dataDirectory, 'uploads')).catch(() => [])
  const ids = names.map((name) => name.replace(/\.json$/, '')).filter((name) => /^[0-9a-f-]{36}$/.test(name))
  if (ids.length === 0) return
  const known = new Set((await ctx.db.select({ id: videoUpload.id }).from(videoUpload).where(inArray(videoUpload.id, ids))).map((row) => row.id))
  for (const id of new Set(ids)) if (!known.has(id)) await dropUploadBytes(ctx.portal, id)
}

async function dropOldWork(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > workHours * 3_600_000) await rm(path, { recursive: true, force: true })
  }
}
