import { and, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import type { FileView } from './contract.ts'
import { fileAddress } from './read-item.ts'
import { courseFile, item } from './tables.ts'

const maxBytes = 500_000_000

/** Keeps an uploaded file of a course: a picture for its texts, or (with `itemId`) a file that the item shows. @throws 413, 422 */
export async function keepCourseFile(ctx: Ctx, request: FastifyRequest, given: { offeringId: string; itemId: string | null }): Promise<FileView> {
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: maxBytes, files: 1 } }) : undefined
  if (!part) throw problem('courses.file-needed', { status: 422 })
  return change(ctx, async (tx) => {
    const stored = await ctx.portal.files.store(ctx, tx, {
      name: part.filename,
      content: part.file,
      type: part.mimetype,
      purpose: 'course',
      maxBytes,
    })
    if (part.file.truncated) throw problem('foundation.too-large', { status: 413 })
    const id = newId()
    await tx.insert(courseFile).values({ id, offeringId: given.offeringId, itemId: given.itemId, path: stored.name, fileId: stored.id })
    await record(ctx, tx, {
      verb: 'course-file.added',
      object: { type: 'course-file', id },
      offering: given.offeringId,
      result: { sha256: stored.sha256, bytes: stored.bytes },
    })
    return { id, name: stored.name, type: stored.type, bytes: stored.bytes, href: fileAddress(given.offeringId, id) }
  })
}

/** The offering of an item. @throws 404 */
export async function offeringOfItem(ctx: Ctx, itemId: string): Promise<string> {
  const [found] = await ctx.db.select({ offeringId: item.offeringId }).from(item).where(eq(item.id, itemId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return found.offeringId
}

/** Takes a file out of the course. @throws 404 */
export async function dropCourseFile(ctx: Ctx, given: { offeringId: string; courseFileId: string }): Promise<void> {
  await change(ctx, async (tx) => {
    const gone = await tx
      .delete(courseFile)
      .where(and(eq(courseFile.id, given.courseFileId), eq(courseFile.offeringId, given.offeringId)))
      .returning({ path: courseFile.path })
    if (gone.length === 0) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, {
      verb: 'course-file.removed',
      object: { type: 'course-file', id: given.courseFileId },
      offering: given.offeringId,
      result: { path: gone[0]?.path },
    })
  })
}
