import type { FastifyReply } from 'fastify'
import type { Ctx } from '../context.ts'

/** Types that a browser may show in place; anything else is saved, so an upload never runs in the portal's own name. */
const inlineTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'audio/mpeg', 'video/mp4', 'application/pdf'])

/**
 * Sends a stored file. The route that calls it has already decided that the reader may.
 * @param options.inline show in place where the type is harmless; else as an attachment
 */
export async function sendFile(ctx: Ctx, reply: FastifyReply, fileId: string, options: { inline?: boolean } = {}): Promise<void> {
  const { stream, name, type, bytes, sha256 } = await ctx.portal.files.open(fileId)
  const inline = (options.inline ?? false) && inlineTypes.has(type)
  const etag = `"${sha256.slice(0, 32)}"`
  reply.header('etag', etag).header('cache-control', 'private, max-age=86400').header('x-content-type-options', 'nosniff')
  if (reply.request.headers['if-none-match'] === etag) {
    stream.destroy()
    await reply.status(304).send()
    return
  }
  const disposition = `${inline ? 'inline' : 'attachment'}; filename="file"; filename*=UTF-8''${encodeURIComponent(name)}`
  await reply
    .header('content-type', type)
    .header('content-length', bytes)
    .header('content-disposition', disposition)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .send(stream)
}
