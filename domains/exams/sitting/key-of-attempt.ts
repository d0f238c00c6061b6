import { inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { together } from '../../../foundation/server/database/together.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { attempt } from '../tables.ts'
import { sittingOf } from './read-sitting.ts'
import { requireSeb, type SebProof } from './seb/proof.ts'
import { keyOfPaper } from './seal-paper.ts'

/** The times of attempts without their papers: thousands ask at the same second. */
const timesOfAttempts = together(async (db, ids: string[]) => {
  const rows = await db
    .select({
      id: attempt.id,
      itemId: attempt.itemId,
      offeringId: attempt.offeringId,
      personId: attempt.personId,
      startedAt: attempt.startedAt,
      endsAt: attempt.endsAt,
    })
    .from(attempt)
    .where(inArray(attempt.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
})

/** The key of a sealed paper, from the start on. @throws 404; 409 `exams.sitting-not-started` before it; 403 `exams.seb-needed` */
export async function keyOfAttempt(ctx: Ctx, attemptId: string, proof: SebProof | null) {
  const found = await timesOfAttempts(ctx.db, attemptId)
  const sitting = found && (await sittingOf(ctx.db, found.itemId))
  if (!found || !sitting) throw problem('foundation.not-found', { status: 404 })
  await requireSeb(ctx, sitting, found, proof)
  const now = new Date()
  if (found.startedAt > now)
    throw problem('exams.sitting-not-started', { status: 409, facts: { startsAt: found.startedAt.toISOString(), now: now.toISOString() } })
  return { key: keyOfPaper(sitting.secret, attemptId), endsAt: found.endsAt?.toISOString() ?? null, now: now.toISOString() }
}
