import type { FastifyReply } from 'fastify'
import type { Ctx } from '../context.ts'
import { parseRange } from './parse-range.ts'

/**
 * Sends a stored film or sound in place, whole or the part that is asked for (RFC 9110 ranges), so that it plays from the
 * middle. The route that calls it has already decided that the reader may, and that the type is harmless.
 * @param type media type it is sent as
 */
export async function sendPart(ctx: Ctx, reply: FastifyReply, fileId: string, type: string): Promise<void> {
  const { request } = reply
  const about = await ctx.portal.files.describe(fileId)
  if (!about) return void (await reply.status(404).send())
  const etag = `"${about.sha256.slice(0, 32)}"`
  reply
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, max-age=604800, immutable')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'; media-src 'self'; img-src 'self'")
    .header('content-disposition', 'inline')
    .header('content-type', type)
  if (request.headers['if-none-match'] === etag) return void (await reply.status(304).send())
  // A range of another version is no use: the whole is sent instead.
  const stale = request.headers['if-range'] !== undefined && request.headers['if-range'] !== etag
  const range = stale ? 'whole' : parseRange(request.headers.range, about.bytes)
  if (range === 'none') return void (await reply.status(416).header('content-range', `bytes */${about.bytes}`).send())
  const part = range === 'whole' ? { start: 0, end: about.bytes - 1 } : range
  if (range !== 'whole') reply.status(206).header('content-range', `bytes ${part.start}-${part.end}/${about.bytes}`)
  reply.header('content-length', about.bytes === 0 ? 0 : part.end - part.start + 1)
  if (request.method === 'HEAD' || about.bytes === 0) return void (await reply.send(''))
  await reply.send(await ctx.portal.files.openPart(fileId, part.start, part.end))
}
