import { asc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { field, speciality, standard, standardOutcome } from '../tables.ts'

/** All fields of study (R1.1). */
export async function readFields(ctx: Ctx) {
  return ctx.db.select({ id: field.id, code: field.code, name: field.name }).from(field).orderBy(asc(field.code))
}

/** All specialities with their bans (R4.2b), by code. */
export async function readSpecialities(ctx: Ctx) {
  return ctx.db.select(specialityColumns).from(speciality).orderBy(asc(speciality.code))
}

/** Columns of a speciality as `specialityOut` shows them. */
export const specialityColumns = {
  id: speciality.id,
  code: speciality.code,
  name: speciality.name,
  fieldId: speciality.fieldId,
  level: speciality.level,
  onlineForbidden: speciality.onlineForbidden,
  forbiddenBasis: speciality.forbiddenBasis,
  forbiddenFrom: speciality.forbiddenFrom,
  forbiddenTo: speciality.forbiddenTo,
}

/** State standards with what they demand (R4.2a); all, or one by its id. */
export async function readStandards(ctx: Ctx, standardId?: string) {
  const [standards, outcomes] = await Promise.all([
    ctx.db
      .select({
        id: standard.id,
        code: standard.code,
        name: standard.name,
        specialityId: standard.specialityId,
        specialityCode: speciality.code,
        approvedOn: standard.approvedOn,
        totalCredits: standard.totalCredits,
        semesters: standard.semesters,
        practiceCredits: standard.practiceCredits,
        attestationCredits: standard.attestationCredits,
      })
      .from(standard)
      .innerJoin(speciality, eq(speciality.id, standard.specialityId))
      .where(standardId ? eq(standard.id, standardId) : undefined)
      .orderBy(asc(standard.code)),
    ctx.db
      .select()
      .from(standardOutcome)
      .where(standardId ? eq(standardOutcome.standardId, standardId) : undefined)
      .orderBy(asc(standardOutcome.code)),
  ])
  const byStandard = Map.groupBy(outcomes, (outcome) => outcome.standardId)
  return standards.map((one) => ({
    ...one,
    outcomes: (byStandard.get(one.id) ?? []).map(({ code, kind, text, minCredits }) => ({ code, kind, text: text ?? {}, minCredits })),
  }))
}
