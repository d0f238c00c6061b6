import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { fileTypeFromBuffer } from 'file-type'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { person } from '../tables.ts'
import { photoUrl } from './find-people.ts'

const photoTypes = new Set(['image/png', 'image/jpeg', 'image/webp'])
const photoBytes = 5 * 1024 * 1024

/** Reads the one file of a form into memory. @throws foundation.bad-request (400), foundation.too-large (413) */
export async function receiveOne(
  request: FastifyRequest,
  maxBytes: number,
): Promise<{ name: string; content: Buffer; fields: Record<string, string> }> {
  if (!request.isMultipart()) throw problem('foundation.bad-request', { status: 400 })
  const fields: Record<string, string> = {}
  let taken: { name: string; content: Buffer } | null = null
  for await (const part of request.parts({ limits: { fileSize: maxBytes, files: 1, fieldSize: 1000, fields: 10 } })) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value)
      continue
    }
    const content = await part.toBuffer().catch(() => null)
    if (!content || part.file.truncated) throw problem('foundation.too-large', { status: 413 })
    taken = { name: part.filename, content }
  }
  if (!taken || taken.content.length === 0) throw problem('foundation.bad-request', { status: 400 })
  return { ...taken, fields }
}

/** Gives a person a photo: PNG, JPEG or WebP by its content, at most 5 MB. @throws people.not-a-photo (422), foundation.too-large (413) */
export async function setPhoto(ctx: Ctx, personId: string, request: FastifyRequest): Promise<{ photoUrl: string | null }> {
  const { name, content } = await receiveOne(request, photoBytes)
  const type = await fileTypeFromBuffer(content)
  if (!type || !photoTypes.has(type.mime)) throw problem('people.not-a-photo', { status: 422, fields: [{ path: 'file', key: 'not-a-photo' }] })
  return change(ctx, async (tx) => {
    const stored = await ctx.portal.files.store(ctx, tx, { name, content, type: type.mime, purpose: 'people.photo', maxBytes: photoBytes })
    await tx.update(person).set({ photoId: stored.id, changedAt: new Date() }).where(eq(person.id, personId))
    await record(ctx, tx, { verb: 'person.photo-changed', object: { type: 'person', id: personId }, about: personId })
    return { photoUrl: photoUrl(personId, stored.id) }
  })
}

/** Takes the photo away. */
export async function removePhoto(ctx: Ctx, personId: string): Promise<void> {
  await change(ctx, async (tx) => {
    await tx.update(person).set({ photoId: null, changedAt: new Date() }).where(eq(person.id, personId))
    await record(ctx, tx, { verb: 'person.photo-removed', object: { type: 'person', id: personId }, about: personId })
  })
}
