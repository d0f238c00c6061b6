import { asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { unit } from '../../people/index.ts'
import type { ProgrammeView, programmeOut } from '../contract.ts'
import { specialityColumns } from '../registry/read-registry.ts'
import { field, programme, speciality, standard } from '../tables.ts'

/** Programmes as anybody may see them: level, form, languages, field, department; all, or one by its id. */
export async function readProgrammes(ctx: Ctx, programmeId?: string): Promise<ProgrammeView[]> {
  const rows = await ctx.db
    .select({ programme, speciality: specialityColumns, field, department: { id: unit.id, code: unit.code, name: unit.name }, standard })
    .from(programme)
    .innerJoin(speciality, eq(speciality.id, programme.specialityId))
    .innerJoin(field, eq(field.id, speciality.fieldId))
    .innerJoin(unit, eq(unit.id, programme.departmentId))
    .leftJoin(standard, eq(standard.id, programme.standardId))
    .where(programmeId ? eq(programme.id, programmeId) : undefined)
    .orderBy(asc(programme.code))
  return rows.map((row) => ({
    id: row.programme.id,
    code: row.programme.code,
    name: row.programme.name,
    level: row.speciality.level,
    form: row.programme.form,
    languages: row.programme.languages,
    qualification: row.programme.qualification,
    closed: row.programme.closedAt !== null,
    field: row.field,
    speciality: row.speciality,
    department: row.department,
    standard: row.standard && {
      id: row.standard.id,
      code: row.standard.code,
      totalCredits: row.standard.totalCredits,
      semesters: row.standard.semesters,
    },
  })) satisfies z.input<typeof programmeOut>[] as ProgrammeView[]
}

/** One programme. @throws 404 */
export async function readProgramme(ctx: Ctx, programmeId: string): Promise<ProgrammeView> {
  const [found] = await readProgrammes(ctx, programmeId)
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return found
}
