import { and, asc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { CheckResultsView, CheckView } from './contract.ts'
import { openCheck } from './find-check.ts'
import { selfCheckAnswer } from './tables.ts'

/** A self-check with its answers (it is self-study: the page judges, also without a line) and what its reader has answered. @throws 404 */
export async function readCheck(ctx: Ctx, checkId: string): Promise<CheckView> {
  const { check, target } = await openCheck(ctx, checkId)
  const answers = await ctx.db
    .select()
    .from(selfCheckAnswer)
    .where(and(eq(selfCheckAnswer.checkId, checkId), eq(selfCheckAnswer.personId, ctx.actor?.personId ?? '')))
    .orderBy(asc(selfCheckAnswer.answeredAt), asc(selfCheckAnswer.receivedAt))
  const own = new Map<string, CheckView['own'][number]>()
  for (const one of answers) {
    const given = { answer: one.answer, right: one.right, at: one.answeredAt.toISOString() }
    const known = own.get(one.questionId)
    own.set(one.questionId, { questionId: one.questionId, tries: (known?.tries ?? 0) + 1, first: known?.first ?? given, last: given })
  }
  return {
    id: check.id,
    itemId: check.itemId,
    offeringId: check.offeringId,
    version: check.version,
    content: check.content,
    own: [...own.values()],
    mayAnswer: ctx.actor?.can('check.answer', target) ?? false,
    maySeeResults: ctx.actor?.can('check.results', target) ?? false,
  }
}

/** How many answered each question, how many rightly at the first go and how many by now: no names. @throws 404 */
export async function readCheckResults(ctx: Ctx, checkId: string): Promise<CheckResultsView> {
  const { check } = await openCheck(ctx, checkId)
  const rows = await ctx.db.execute<{ id: string; people: number; first: number; ever: number }>(sql`
    select question_id as id, count(*)::int as people, count(*) filter (where first_right)::int as first, count(*) filter (where ever_right)::int as ever
    from (
      select question_id, (array_agg("right" order by answered_at, received_at))[1] as first_right, bool_or("right") as ever_right
      from ${selfCheckAnswer} where check_id = ${checkId} group by question_id, person_id
    ) as each group by question_id`)
  const known = new Map([...rows.rows].map((row) => [row.id, row]))
  return {
    questions: check.content.questions.map(({ id }) => {
      const row = known.get(id)
      return { id, people: row?.people ?? 0, firstRight: row?.first ?? 0, everRight: row?.ever ?? 0 }
    }),
  }
}
