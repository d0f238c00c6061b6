import { and, eq, isNull } from 'drizzle-orm'
import { civilDate } from '../../../foundation/i18n/format.ts'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { item } from '../../courses/index.ts'
import { offeringHeading } from '../../programmes/index.ts'
import { grade, recordLine } from '../tables.ts'
import type { AppealableView } from './contract.ts'
import { appeal } from './tables.ts'
import { fileUntil, termsOn } from './terms.ts'

interface Contested {
  points: number
  maxPoints: number
  letter: string | null
  markedAt: Date
  item: { id: string; title: Localized } | null
}

/** The mark one contests: of a work, or the confirmed grade of the discipline (percent); null when there is none. */
export async function contestedMark(ctx: Ctx, of: { personId: string; offeringId: string; itemId: string | null }): Promise<Contested | null> {
  if (of.itemId !== null) {
    const [found] = await ctx.db
      .select({ points: grade.points, maxPoints: grade.maxPoints, markedAt: grade.gradedAt, title: item.title })
      .from(grade)
      .innerJoin(item, eq(item.id, grade.itemId))
      .where(and(eq(grade.personId, of.personId), eq(grade.itemId, of.itemId), eq(grade.offeringId, of.offeringId)))
    if (!found) return null
    const { title, ...mark } = found
    return { ...mark, letter: null, item: { id: of.itemId, title: title } }
  }
  const [line] = await ctx.db
    .select()
    .from(recordLine)
    .where(and(eq(recordLine.personId, of.personId), eq(recordLine.offeringId, of.offeringId), eq(recordLine.final, true)))
  if (!line) return null
  return { points: line.percent, maxPoints: 100, letter: line.letter, markedAt: line.changedAt, item: null }
}

/** What a student may appeal and until when. @throws 404 */
export async function readAppealable(ctx: Ctx, of: { personId: string; offeringId: string; itemId: string | null }): Promise<AppealableView> {
  const [mark, heading, [open]] = await Promise.all([
    contestedMark(ctx, of),
    offeringHeading(ctx, of.offeringId),
    ctx.db
      .select({ id: appeal.id })
      .from(appeal)
      .where(
        and(
          eq(appeal.personId, of.personId),
          eq(appeal.offeringId, of.offeringId),
          of.itemId === null ? isNull(appeal.itemId) : eq(appeal.itemId, of.itemId),
          eq(appeal.state, 'open'),
        ),
      ),
  ])
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  const terms = termsOn(civilDate(new Date()))
  return {
    offering: { id: of.offeringId, name: heading.name },
    mark: mark && {
      item: mark.item,
      points: mark.points,
      maxPoints: mark.maxPoints,
      letter: mark.letter,
      until: fileUntil(mark.markedAt).toISOString(),
    },
    openId: open?.id ?? null,
    answerDays: terms.value.answerDays,
    basis: terms.basis,
  }
}
