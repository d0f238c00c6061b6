import { eq } from 'drizzle-orm'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { curriculumApproved } from '../events.ts'
import { refuseForbiddenForm, ruleDay, standardMet } from '../rules.ts'
import { curriculum, programme, speciality } from '../tables.ts'
import { presentGap } from './check-lines.ts'
import { lockDraft } from './draft-of.ts'
import { readDemands, readLines } from './read-curriculum.ts'

/**
 * Approves a draft; its lines are fixed from then on. Refused with every gap named when it does not cover its state
 * standard (R4.2a), and when its programme runs fully online against a ban (R4.2b).
 * @throws 404, 409 not a draft, 422 `programmes.standard-not-met` or `programmes.online-forbidden`
 */
export async function approveCurriculum(ctx: Ctx, curriculumId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const own = await lockDraft(tx, curriculumId)
    const on = ruleDay(new Date(), ctx.portal.config.timeZone)
    const [found] = await tx
      .select({ form: programme.form, speciality })
      .from(programme)
      .innerJoin(speciality, eq(speciality.id, programme.specialityId))
      .where(eq(programme.id, own.programmeId))
    if (found) refuseForbiddenForm(found, (text) => pick(text, ctx.locale), on)
    const [lines, demands] = [await readLines(tx, curriculumId), await readDemands(tx, own.programmeId)]
    const gaps = standardMet.findings({ lines, demands }, on).filter((gap) => gap.blocks)
    if (gaps.length > 0) {
      throw problem('programmes.standard-not-met', {
        status: 422,
        clause: standardMet.clause,
        params: { count: gaps.length },
        facts: { gaps: gaps.map((gap) => presentGap(ctx.locale, gap)) },
      })
    }
    await tx
      .update(curriculum)
      .set({ state: 'approved', approvedAt: new Date(), approvedBy: ctx.actor?.personId ?? null })
      .where(eq(curriculum.id, curriculumId))
    await record(ctx, tx, {
      verb: 'curriculum.approved',
      object: { type: 'curriculum', id: curriculumId },
      result: { lines: lines.length, standard: demands?.code ?? null },
      context: { clause: 'R4.2a', programme: own.programmeId },
    })
    await emit(ctx, tx, curriculumApproved, { curriculumId, programmeId: own.programmeId })
  })
}
