import { and, eq, ne } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { change } from '../database/change.ts'
import type { Tx } from '../database/database.ts'
import { problem } from '../http/problem.ts'
import { record } from '../trace/record.ts'
import { forgetKnown, sessionsOf } from './state.ts'
import { session } from './tables.ts'

/** Ends one session of the signed-in account. @throws foundation.not-found (404) for anybody else's */
export async function endSession(ctx: Ctx, sessionId: string): Promise<void> {
  const accountId = ctx.actor?.accountId ?? ''
  await change(ctx, async (tx) => {
    const ended = await tx
      .delete(session)
      .where(and(eq(session.id, sessionId), eq(session.userId, accountId)))
      .returning({ id: session.id })
    if (ended.length === 0) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, { verb: 'session.ended', object: { type: 'session', id: sessionId } })
  })
  forgetKnown(sessionsOf(ctx.portal), accountId, sessionId)
}

/** Ends every session of the signed-in account but this one. Returns how many. */
export async function endOtherSessions(ctx: Ctx): Promise<number> {
  const accountId = ctx.actor?.accountId ?? ''
  const ended = await change(ctx, async (tx) => {
    const count = await dropSessions(tx, accountId, ctx.actor?.sessionId)
    await record(ctx, tx, { verb: 'sessions.ended', object: { type: 'account', id: accountId }, result: { ended: count } })
    return count
  })
  forgetKnown(sessionsOf(ctx.portal), accountId)
  return ended
}

/** Deletes the sessions of an account in a change that records why. Call `forgetKnown` after the commit. */
export async function dropSessions(tx: Tx, accountId: string, butThis?: string): Promise<number> {
  const own = eq(session.userId, accountId)
  return (
    await tx
      .delete(session)
      .where(butThis ? and(own, ne(session.id, butThis)) : own)
      .returning({ id: session.id })
  ).length
}
