import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Band } from '../scale.ts'
import { nextSheet, type RetakeKind, type Sat } from './retake-rule.ts'
import { sheet, sheetLine } from './tables.ts'

/** What a student who failed a discipline can still do, and when, where the study office has set the day. */
export interface Debt {
  next: RetakeKind | 'repeat'
  examDate: string | null
}

const order: readonly Sat[] = ['first', 'retake', 'second_retake', 'commission']

/**
 * Tells for confirmed grades of a student what comes after them (R3.6b): nothing for who passed. The sheets that stand on a grade say how
 * often it was sat; a grade from before there were sheets counts as sat once.
 */
export async function readDebts(ctx: Ctx, personId: string): Promise<(offeringId: string, band: Pick<Band, 'letter' | 'gpa'>) => Debt | null> {
  const rows = await ctx.db
    .select({ offeringId: sheet.offeringId, kind: sheet.kind, state: sheet.state, examDate: sheet.examDate })
    .from(sheetLine)
    .innerJoin(sheet, eq(sheet.id, sheetLine.sheetId))
    .where(eq(sheetLine.personId, personId))
  const byOffering = Map.groupBy(rows, (row) => row.offeringId)
  return (offeringId, band) => {
    const own = byOffering.get(offeringId) ?? []
    const sat = order.findLast((kind) => own.some((row) => row.kind === kind && row.state === 'closed')) ?? 'first'
    const next = nextSheet(sat, band)
    if (next === 'none') return null
    const open = own.find((row) => row.kind === next && row.state !== 'closed' && row.state !== 'void')
    return { next, examDate: open?.examDate ?? null }
  }
}
