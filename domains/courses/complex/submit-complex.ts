import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { ruleDay } from '../../programmes/index.ts'
import { readContent } from './content.ts'
import { addDays, reviewInTime } from './rules.ts'
import { complex } from './tables.ts'

/**
 * Puts the complex before the methodical council (R5.3c). Gaps do not refuse it: the council may excuse them.
 * @throws 409 `courses.complex-submitted` while it lies there already, 422 `courses.complex-empty` without any item
 */
export async function submitComplex(ctx: Ctx, offeringId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [there] = await tx.select().from(complex).where(eq(complex.offeringId, offeringId)).for('update')
    if (there?.state === 'submitted') throw problem('courses.complex-submitted', { status: 409, clause: 'R5.3c' })
    const content = await readContent(tx, offeringId)
    if (!content.outline.some(({ items }) => items.length > 0)) throw problem('courses.complex-empty', { status: 422, clause: 'R3.4a' })
    const today = ruleDay()
    const values = {
      state: 'submitted',
      submittedHash: content.hash,
      submittedBy: actorOf(ctx).personId,
      submittedAt: new Date(),
      dueOn: addDays(today, reviewInTime.parameterOn(today).value.days),
      decidedBy: null,
      decidedAt: null,
      decisionNote: '',
      remindedOn: null,
    }
    await tx
      .insert(complex)
      .values({ offeringId, ...values })
      .onConflictDoUpdate({ target: complex.offeringId, set: values })
    await record(ctx, tx, {
      verb: 'complex.submitted',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { hash: content.hash },
    })
  })
}
