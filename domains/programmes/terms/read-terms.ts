import { desc } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { TermView } from '../contract.ts'
import { term } from '../tables.ts'

/** A term as its row is shown. */
export function presentTerm(row: typeof term.$inferSelect): TermView {
  return { ...row, electivesOpenAt: row.electivesOpenAt?.toISOString() ?? null, electivesCloseAt: row.electivesCloseAt?.toISOString() ?? null }
}

/** All terms, newest first. */
export async function readTerms(ctx: Ctx): Promise<TermView[]> {
  return (await ctx.db.select().from(term).orderBy(desc(term.startsOn))).map(presentTerm)
}
