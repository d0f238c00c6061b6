import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'

/**
 * Traces that personal data of other persons was read (R3.3a); each of them sees it at /me/looks. Call it before the data
 * is given out. Looks at oneself, and by the portal itself, are none; the same look (who, at whom, at what) within ten
 * minutes is recorded once.
 * @param what `domain.key`: the text `looks.key` of the domain's server locales says what was looked at
 */
export async function recordLook(ctx: Ctx, personIds: readonly string[], what: string): Promise<void> {
  const { actor } = ctx
  if (!actor) return
  const others = [...new Set(personIds)].filter((one) => one !== actor.personId)
  if (others.length === 0) return
  const seen = new Set<string>()
  for (let start = 0; start < others.length; start += 5000) {
    const rows = await ctx.db
      .select({ about: statement.about })
      .from(statement)
      .where(
        and(
          eq(statement.actor, actor.personId),
          eq(statement.verb, 'person.looked-at'),
          gt(statement.at, sql`clock_timestamp() - interval '10 minutes'`),
          inArray(statement.about, others.slice(start, start + 5000)),
          sql`${statement.context}->>'what' = ${what}`,
        ),
      )
    for (const row of rows) if (row.about) seen.add(row.about)
  }
  const fresh = others.filter((one) => !seen.has(one))
  if (fresh.length === 0) return
  const roles = [...new Set(actor.grants.map((grant) => grant.role))]
  await change(ctx, (tx) =>
    record(
      ctx,
      tx,
      ...fresh.map((personId) => ({ verb: 'person.looked-at', object: { type: 'person', id: personId }, about: personId, context: { what, roles } })),
    ),
  )
}
