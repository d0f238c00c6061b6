import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { offering, offeringTarget } from '../../programmes/index.ts'
import { bankQuestion } from '../tables.ts'

/** The discipline whose bank an offering draws from. @throws 404 */
export async function disciplineOf(ctx: Ctx, offeringId: string): Promise<string> {
  const [found] = await ctx.db.select({ disciplineId: offering.disciplineId }).from(offering).where(eq(offering.id, offeringId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return found.disciplineId
}

/** What an act on a question is aimed at: an offering of the discipline whose bank it lies in; null for another's question. */
export async function bankQuestionTarget(ctx: Ctx, given: { offeringId: string; questionId: string }): Promise<Target | null> {
  const [found] = await ctx.db
    .select({ id: bankQuestion.id })
    .from(bankQuestion)
    .innerJoin(offering, eq(offering.disciplineId, bankQuestion.disciplineId))
    .where(and(eq(bankQuestion.id, given.questionId), eq(offering.id, given.offeringId)))
  return found ? offeringTarget(ctx, given.offeringId) : null
}
