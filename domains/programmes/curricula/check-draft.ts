import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { LineInput } from '../contract.ts'
import { readDisciplines } from '../registry/find-disciplines.ts'
import { curriculum } from '../tables.ts'
import { checkLines } from './check-lines.ts'
import { readDemands } from './read-curriculum.ts'

/** Judges lines that are not saved yet, for the editor's live check list (R4.2a). Changes nothing. @throws 404 */
export async function checkDraft(ctx: Ctx, curriculumId: string, lines: LineInput[]) {
  const [own] = await ctx.db.select({ programmeId: curriculum.programmeId }).from(curriculum).where(eq(curriculum.id, curriculumId))
  if (!own) throw problem('foundation.not-found', { status: 404 })
  const [demands, disciplines] = await Promise.all([
    readDemands(ctx.db, own.programmeId),
    readDisciplines(ctx, [...new Set(lines.map((line) => line.disciplineId))]),
  ])
  const codes = new Map(disciplines.map((one) => [one.id, one.code]))
  return checkLines(
    ctx,
    lines.map((line) => ({ ...line, disciplineCode: codes.get(line.disciplineId) ?? '?' })),
    demands,
  )
}
