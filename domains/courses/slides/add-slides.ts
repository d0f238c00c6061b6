import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { item } from '../tables.ts'
import { makePages } from './make-job.ts'
import { slides } from './tables.ts'

const maxBytes = 200 * 1024 * 1024
const headBytes = 1024

/**
 * Keeps an uploaded presentation; its pages are left to a job. What it is, its content says.
 * @throws 404; 413 above 200 MB; 422 for a heading, an empty file, an old or locked one (PPT), or what is no presentation
 */
export async function addSlides(ctx: Ctx, itemId: string, request: FastifyRequest): Promise<{ id: string }> {
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: maxBytes, files: 1 } }) : undefined
  if (!part) throw problem('courses.file-needed', { status: 422 })
  const { head, content } = await peek(part.file)
  const kind = kindOf(head, part.filename)
  return change(ctx, async (tx) => {
    const [home] = await tx.select().from(item).where(eq(item.id, itemId))
    if (!home) throw problem('foundation.not-found', { status: 404 })
    if (home.kind === 'heading') throw problem('courses.no-text-here', { status: 422 })
    const stored = await ctx.portal.files.store(ctx, tx, { name: part.filename, content, purpose: 'slides', maxBytes })
    if (part.file.truncated) throw problem('foundation.too-large', { status: 413 })
    const id = newId()
    await tx.insert(slides).values({
      id,
      offeringId: home.offeringId,
      itemId,
      name: stored.name,
      fileId: stored.id,
      bytes: stored.bytes,
      kind,
      state: 'waiting',
      byPerson: actorOf(ctx).personId,
    })
    await ctx.portal.jobs.enqueue(tx, makePages, { slidesId: id })
    await record(ctx, tx, {
      verb: 'slides.added',
      object: { type: 'slides', id },
      offering: home.offeringId,
      result: { item: itemId, bytes: stored.bytes, sha256: stored.sha256 },
    })
    return { id }
  })
}

/** What the beginning of a file shows. A zip is read by its parts later; its name only says which of the two is tried first. */
function kindOf(head: Buffer, name: string): 'pdf' | 'pptx' | 'odp' {
  if (head.length === 0) throw problem('courses.slides-empty', { status: 422 })
  if (head.includes('%PDF-')) return 'pdf'
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return /\.odp$/i.test(name) ? 'odp' : 'pptx'
  // the container of old PowerPoint, and of a new one behind a password
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw problem('courses.slides-old', { status: 422 })
  throw problem('courses.slides-wrong-type', { status: 422 })
}

/** The beginning of a stream, and the whole of it still to be read. */
async function peek(stream: Readable): Promise<{ head: Buffer; content: Readable }> {
  const parts: Buffer[] = []
  const rest = stream.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>
  for (let bytes = 0; bytes < headBytes;) {
    const next = await rest.next()
    if (next.done) break
    parts.push(next.value)
    bytes += next.value.length
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield* parts
    yield* rest
  }
  return { head: Buffer.concat(parts).subarray(0, headBytes), content: Readable.from(whole()) }
}
