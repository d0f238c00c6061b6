import { and, desc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { openItem } from '../learning/index.ts'
import type { PaperView } from './contract.ts'
import { makePaper } from './make-paper.ts'
import { readPaper } from './queries.ts'
import { endAttempt } from './jobs.ts'
import { attempt, question, test } from './tables.ts'

/** Answers that were on their way when the time ended are taken for so long. */
export const graceMs = 10_000

/**
 * Begins an attempt, or gives back the one that is running (a reload, a second tap).
 * @throws 409 `exams.closed-attempts|deadline|empty`
 */
export async function startAttempt(ctx: Ctx, itemId: string): Promise<PaperView> {
  const { personId } = actorOf(ctx)
  const item = await openItem(ctx, itemId, 'test')
  const id = await change(ctx, async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${itemId}${personId}`}, 2))`)
    const [[rules], had, questions] = [
      await tx.select().from(test).where(eq(test.itemId, itemId)),
      await tx
        .select({ id: attempt.id, number: attempt.number, submittedAt: attempt.submittedAt })
        .from(attempt)
        .where(and(eq(attempt.itemId, itemId), eq(attempt.personId, personId)))
        .orderBy(desc(attempt.number)),
      await tx.select().from(question).where(eq(question.itemId, itemId)),
    ] as const
    if (!rules) throw problem('foundation.not-found', { status: 404 })
    const running = had.find((one) => !one.submittedAt)
    if (running) {
      await record(ctx, tx)
      return running.id
    }
    const now = new Date()
    if (item.dueAt && now > item.dueAt) throw problem('exams.closed-deadline', { status: 409, clause: 'R4.4a' })
    if (had.length >= rules.attempts) throw problem('exams.closed-attempts', { status: 409, params: { count: rules.attempts } })
    if (questions.length === 0) throw problem('exams.closed-empty', { status: 409 })
    const endsAt = rules.minutes ? new Date(now.getTime() + rules.minutes * 60_000) : null
    const paper = makePaper(questions, rules.shuffle)
    const made = {
      id: newId(),
      itemId,
      offeringId: item.offeringId,
      personId,
      number: (had[0]?.number ?? 0) + 1,
      paper,
      asked: paper.map(({ questionId }) => questionId),
      startedAt: now,
      endsAt,
    }
    await tx.insert(attempt).values(made)
    await record(ctx, tx, {
      verb: 'test.started',
      object: { type: 'item', id: itemId },
      offering: item.offeringId,
      result: { attempt: made.id, number: made.number },
    })
    if (endsAt) await ctx.portal.jobs.enqueue(tx, endAttempt, { attemptId: made.id }, { startAfter: new Date(endsAt.getTime() + graceMs) })
    return made.id
  })
  return readPaper(ctx, id)
}
