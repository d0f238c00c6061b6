import { and, eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { sendFile } from '../../../foundation/server/files/send-file.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { heldToday } from '../structure/read-structure.ts'
import { person, staffPost } from '../tables.ts'
import { personTarget } from './person-target.ts'

/**
 * Sends a photo. Faces of staff are open to every member; one's own too; those of students only to who may read their cards.
 * A photo beside a name in a list is no look at the card and leaves no trace of its own.
 * @throws foundation.not-found (404), foundation.not-allowed (403)
 */
export async function showPhoto(ctx: Ctx, reply: FastifyReply, personId: string): Promise<void> {
  const [row] = await ctx.db.select({ photoId: person.photoId }).from(person).where(eq(person.id, personId))
  if (!row?.photoId) throw problem('foundation.not-found', { status: 404 })
  const [post] = await ctx.db
    .select({ id: staffPost.id })
    .from(staffPost)
    .where(and(eq(staffPost.personId, personId), heldToday))
    .limit(1)
  const target = post ? null : await personTarget(ctx, personId)
  if (!post && !(target && ctx.actor?.can('person.read', target))) throw problem('foundation.not-allowed', { status: 403 })
  await sendFile(ctx, reply, row.photoId, { inline: true })
}
