import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { defineJob } from '../../../foundation/server/jobs/jobs.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { roleGrant } from '../../people/index.ts'
import { ruleDay } from '../../programmes/index.ts'
import { addDays } from './rules.ts'
import { complex, complexReviewer } from './tables.ts'
import { tellOfComplex } from './tell-by-mail.ts'

/** So many days before the deadline the reviewers are reminded, and again each week while nobody answers. */
const daysBefore = 3
const daysBetween = 7

/**
 * Reminds by e-mail of reviews whose deadline is near or has passed (R5.3c): those who are named, or, where nobody is, the
 * whole council, which is to name somebody.
 */
export const remindReviewers = defineJob({
  name: 'courses.remind-reviewers',
  cron: '30 2 * * *',
  run: async (ctx) => {
    const today = ruleDay()
    const rows = await ctx.db.select({ offeringId: complex.offeringId }).from(complex).where(isToBeReminded(today))
    for (const { offeringId } of rows) await remind(ctx, offeringId, today)
  },
})

const isToBeReminded = (today: string) =>
  and(
    eq(complex.state, 'submitted'),
    lte(complex.dueOn, addDays(today, daysBefore)),
    or(isNull(complex.remindedOn), lte(complex.remindedOn, addDays(today, -daysBetween))),
  )

async function remind(ctx: Ctx, offeringId: string, today: string): Promise<void> {
  await change(ctx, async (tx) => {
    // asked again under the lock: it may have been answered, or another process was faster
    const [found] = await tx
      .select({ dueOn: complex.dueOn })
      .from(complex)
      .where(and(eq(complex.offeringId, offeringId), isToBeReminded(today)))
      .for('update')
    if (!found?.dueOn) return record(ctx, tx)
    const named = await tx.select({ id: complexReviewer.personId }).from(complexReviewer).where(eq(complexReviewer.offeringId, offeringId))
    const when = found.dueOn < today ? 'late' : 'near'
    const letters = await tellOfComplex(ctx, tx, {
      offeringId,
      personIds: named.length > 0 ? named.map(({ id }) => id) : await councilOn(tx, today),
      letter: named.length > 0 ? when : `${when}-unnamed`,
      dueOn: found.dueOn,
    })
    await tx.update(complex).set({ remindedOn: today }).where(eq(complex.offeringId, offeringId))
    await record(ctx, tx, {
      verb: 'complex.reminded',
      actor: null,
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { dueOn: found.dueOn, when, letters },
    })
  })
}

async function councilOn(tx: Tx, today: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: roleGrant.personId })
    .from(roleGrant)
    .where(and(eq(roleGrant.role, 'methodical_council'), lte(roleGrant.startsOn, today), or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, today))))
  return rows.map(({ id }) => id)
}
