import { and, count, eq, isNull } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { cleanName } from '../../../foundation/server/files/files.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offeringOfItem } from '../keep-course-file.ts'
import { videoUpload } from './tables.ts'
import { answerTus, largestUpload } from './upload-store.ts'

const mostUnfinished = 10

/**
 * Begins a resumable upload of a film to an item (tus 1.0, R3.2). The length may be left open while it is still recorded.
 * @throws 404, 413 above 2 GB, 422 without a length, 409 with too many unfinished ones
 */
export async function beginUpload(ctx: Ctx, itemId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { personId } = actorOf(ctx)
  const offeringId = await offeringOfItem(ctx, itemId)
  const length = Number(request.headers['upload-length'] ?? Number.NaN)
  const deferred = request.headers['upload-defer-length'] === '1'
  if (!deferred && !(Number.isSafeInteger(length) && length > 0)) throw problem('courses.file-needed', { status: 422 })
  if (length > largestUpload) throw problem('foundation.too-large', { status: 413 })
  const [open] = await ctx.db
    .select({ count: count() })
    .from(videoUpload)
    .where(and(eq(videoUpload.personId, personId), isNull(videoUpload.videoId)))
  if ((open?.count ?? 0) >= mostUnfinished) throw problem('courses.video-too-many-uploads', { status: 409, params: { count: mostUnfinished } })
  const { name, fingerprint } = readMetadata(request.headers['upload-metadata'])
  const id = newId()
  await change(ctx, async (tx) => {
    await tx.insert(videoUpload).values({ id, itemId, offeringId, personId, name: cleanName(name), bytes: deferred ? null : length, fingerprint })
    await record(ctx, tx, { verb: 'video.upload-begun', object: { type: 'item', id: itemId }, offering: offeringId, result: { upload: id } })
  })
  await answerTus(ctx.portal, request, reply, id)
}

/** `filename aGVsbG8=,fingerprint …`: what tus carries beside the bytes. */
function readMetadata(header: string | string[] | undefined): { name: string; fingerprint: string } {
  const values = new Map(
    String(header ?? '')
      .split(',')
      .map((pair) => pair.trim().split(' '))
      .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  )
  return { name: values.get('filename') ?? '', fingerprint: (values.get('fingerprint') ?? '').slice(0, 300) }
}
