import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { gather } from '../../../foundation/server/database/gather.ts'
import { together } from '../../../foundation/server/database/together.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { attempt } from '../tables.ts'
import type { BeatInput, BeatView } from './contract.ts'
import { presence, roomAct, sitting } from './tables.ts'

/** A device that was not heard of for so long has let go of the exam. */
const silence = 60_000

/** What a page hears of its attempt: thousands ask every few seconds, together. */
const standings = together(async (db, ids: string[]) => {
  const rows = await db
    .select({
      id: attempt.id,
      itemId: attempt.itemId,
      offeringId: attempt.offeringId,
      endsAt: attempt.endsAt,
      submittedAt: attempt.submittedAt,
      oneDevice: sitting.oneDevice,
      pausedAt: sitting.pausedAt,
      device: presence.device,
      seenAt: presence.seenAt,
    })
    .from(attempt)
    .innerJoin(sitting, eq(sitting.itemId, attempt.itemId))
    .leftJoin(presence, eq(presence.attemptId, attempt.id))
    .where(inArray(attempt.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
})

const messagesOf = together(async (db, itemIds: string[]) => {
  const found = new Map<string, { id: string; attemptId: string | null; doneAt: Date; words: string | null }[]>(itemIds.map((id) => [id, []]))
  const rows = await db
    .select()
    .from(roomAct)
    .where(and(inArray(roomAct.itemId, itemIds), eq(roomAct.kind, 'message')))
    .orderBy(asc(roomAct.doneAt))
  for (const row of rows) found.get(row.itemId)?.push(row)
  return found
})

interface Seen extends BeatInput {
  attemptId: string
  at: Date
}

const keepPresence = gather(async (ctx, all: Seen[]): Promise<null[]> => {
  const newest = [...new Map(all.map((one) => [one.attemptId, one])).values()]
  await change(ctx, async (tx) => {
    // where a page is is no act of its own: the attempt is
    await record(ctx, tx)
    await tx
      .insert(presence)
      .values(newest.map(({ attemptId, device, at, away, unsent }) => ({ attemptId, device, seenAt: at, away, unsent })))
      .onConflictDoUpdate({
        target: presence.attemptId,
        set: {
          device: sql`excluded.device`,
          seenAt: sql`excluded.seen_at`,
          away: sql`${presence.away} + excluded.away`,
          unsent: sql`excluded.unsent`,
        },
      })
  })
  return all.map(() => null)
})

/**
 * A page tells that it is there, and hears what changed: more time, a pause, a message, another device that has the exam now.
 * @throws 404 for an attempt that nobody watches
 */
export async function beat(ctx: Ctx, attemptId: string, input: BeatInput): Promise<BeatView> {
  const own = await standings(ctx.db, attemptId)
  if (!own) throw problem('foundation.not-found', { status: 404 })
  const now = new Date()
  const other = own.device !== null && own.device !== input.device && own.seenAt !== null && now.getTime() - own.seenAt.getTime() < silence
  const mine = !own.oneDevice || !other
  if (mine && !own.submittedAt) await keepPresence(ctx, { attemptId, ...input, at: now })
  const messages = ((await messagesOf(ctx.db, own.itemId)) ?? []).filter((one) => one.attemptId === null || one.attemptId === attemptId)
  return {
    now: now.toISOString(),
    endsAt: own.endsAt?.toISOString() ?? null,
    submitted: own.submittedAt !== null,
    paused: own.pausedAt !== null,
    mine,
    messages: messages.map(({ id, doneAt, words }) => ({ id, at: doneAt.toISOString(), words: words ?? '' })),
  }
}

/** The student goes on with this device; the other one hears of it and locks itself. @throws 404 */
export async function takeOver(ctx: Ctx, attemptId: string, device: string): Promise<BeatView> {
  const own = await standings(ctx.db, attemptId)
  if (!own) throw problem('foundation.not-found', { status: 404 })
  const now = new Date()
  const { personId } = actorOf(ctx)
  await change(ctx, async (tx) => {
    const row = { device, seenAt: now, unsent: 0 }
    await tx
      .insert(presence)
      .values({ attemptId, ...row })
      .onConflictDoUpdate({ target: presence.attemptId, set: row })
    await tx.insert(roomAct).values({ id: newId(), itemId: own.itemId, attemptId, kind: 'take-over', doneBy: personId, doneAt: now })
    await record(ctx, tx, {
      verb: 'test.device-changed',
      object: { type: 'item', id: own.itemId },
      offering: own.offeringId,
      result: { attempt: attemptId },
    })
  })
  return beat(ctx, attemptId, { device, away: 0, unsent: 0 })
}
