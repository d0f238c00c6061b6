import { and, eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../foundation/server/context.ts'
import { sendFile } from '../../foundation/server/files/send-file.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { offeringTarget } from '../programmes/index.ts'
import { sanitizeSvg } from './sanitize-svg.ts'
import { isLocked } from './structure/release.ts'
import { courseFile, item, section } from './tables.ts'
import { seesHidden } from './targets.ts'

const maxDrawing = 3_000_000

/**
 * Sends a file of a course to who may read the course. Drawings (SVG) are cleaned and shown under a policy that runs
 * nothing; other types as the file store decides. The file of a hidden or unopened item is not there for students.
 */
export async function sendCourseFile(ctx: Ctx, reply: FastifyReply, given: { offeringId: string; courseFileId: string }): Promise<void> {
  const [found] = await ctx.db
    .select({ fileId: courseFile.fileId, itemId: courseFile.itemId, hidden: item.hidden, sectionHidden: section.hidden, opensAt: item.opensAt })
    .from(courseFile)
    .leftJoin(item, eq(item.id, courseFile.itemId))
    .leftJoin(section, eq(section.id, item.sectionId))
    .where(and(eq(courseFile.id, given.courseFileId), eq(courseFile.offeringId, given.offeringId)))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const withheld = found.hidden || found.sectionHidden || (found.opensAt !== null && found.opensAt > new Date())
  if (found.itemId && (await isLocked(ctx, { id: found.itemId, offeringId: given.offeringId }, undefined, { kind: 'file', id: given.courseFileId })))
    throw problem('foundation.not-found', { status: 404 })
  if (withheld) {
    const target = await offeringTarget(ctx, given.offeringId)
    if (!target || !seesHidden(ctx, target)) throw problem('foundation.not-found', { status: 404 })
  }
  const about = await ctx.portal.files.describe(found.fileId)
  if (about?.type !== 'image/svg+xml' || about.bytes > maxDrawing) return sendFile(ctx, reply, found.fileId, { inline: true })
  const etag = `"svg-${about.sha256.slice(0, 32)}"`
  reply.header('etag', etag).header('cache-control', 'private, max-age=86400').header('x-content-type-options', 'nosniff')
  if (reply.request.headers['if-none-match'] === etag) return void (await reply.status(304).send())
  const { stream } = await ctx.portal.files.open(found.fileId)
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  await reply
    .header('content-type', 'image/svg+xml; charset=utf-8')
    .header('content-disposition', 'inline')
    .header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'")
    .send(sanitizeSvg(Buffer.concat(parts).toString('utf8')))
}
