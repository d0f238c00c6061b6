import { and, asc, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { streamIn } from '../contract.ts'
import { refuseTaken } from '../registry/refuse-taken.ts'
import { stream, streamGroup, studentGroup } from '../tables.ts'

/** The lecture streams of a term with their groups. */
export async function readStreams(ctx: Ctx, termId: string) {
  const rows = await ctx.db
    .select({ id: stream.id, code: stream.code, groupId: studentGroup.id, groupCode: studentGroup.code })
    .from(stream)
    .leftJoin(streamGroup, eq(streamGroup.streamId, stream.id))
    .leftJoin(studentGroup, eq(studentGroup.id, streamGroup.groupId))
    .where(eq(stream.termId, termId))
    .orderBy(asc(stream.code), asc(studentGroup.code))
  return [...Map.groupBy(rows, (row) => row.id)].map(([id, own]) => ({
    id,
    code: own[0]?.code ?? '',
    groups: own.flatMap((row) => (row.groupId && row.groupCode ? [{ id: row.groupId, code: row.groupCode }] : [])),
  }))
}

/** Puts groups together into a stream: what is generated for them is one offering. @throws 404, 409 code taken or a group already in a stream */
export async function createStream(ctx: Ctx, termId: string, given: z.output<typeof streamIn>): Promise<{ id: string }> {
  return refuseTaken(() =>
    change(ctx, async (tx) => {
      const groupIds = [...new Set(given.groupIds)]
      const [held] = await tx
        .select({ code: stream.code })
        .from(streamGroup)
        .innerJoin(stream, eq(stream.id, streamGroup.streamId))
        .where(and(eq(stream.termId, termId), inArray(streamGroup.groupId, groupIds)))
        .limit(1)
      if (held) throw problem('programmes.group-in-stream', { status: 409, params: { stream: held.code } })
      const id = newId()
      await tx.insert(stream).values({ id, code: given.code, termId })
      await tx.insert(streamGroup).values(groupIds.map((groupId) => ({ streamId: id, groupId })))
      await record(ctx, tx, { verb: 'stream.added', object: { type: 'stream', id }, result: { groups: groupIds.length }, context: { term: termId } })
      return { id }
    }),
  )
}

/** Takes a stream apart; offerings that were made for it stay. @throws 404 */
export async function removeStream(ctx: Ctx, streamId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const gone = await tx.delete(stream).where(eq(stream.id, streamId)).returning({ id: stream.id })
    if (gone.length === 0) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, { verb: 'stream.removed', object: { type: 'stream', id: streamId } })
  })
}
