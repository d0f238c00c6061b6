import { inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { LineInput } from '../contract.ts'
import { discipline } from '../tables.ts'
import { lockDraft, replaceLines } from './draft-of.ts'

/**
 * Saves the whole table of a draft. `changedAt` is that of the copy which was edited: somebody else's save meanwhile is
 * not overwritten. Gaps do not hinder saving, only the approval.
 * @throws 404, 409 not a draft or changed meanwhile, 422 unknown discipline
 */
export async function editCurriculum(ctx: Ctx, curriculumId: string, lines: LineInput[], changedAt: string): Promise<{ changedAt: string }> {
  return change(ctx, async (tx) => {
    const own = await lockDraft(tx, curriculumId)
    if (own.changedAt.getTime() !== new Date(changedAt).getTime()) throw problem('foundation.conflict', { status: 409 })
    const wanted = [...new Set(lines.map((line) => line.disciplineId))]
    const known = wanted.length > 0 ? await tx.select({ id: discipline.id }).from(discipline).where(inArray(discipline.id, wanted)) : []
    if (known.length < wanted.length) throw problem('programmes.unknown-discipline', { status: 422 })
    const saved = await replaceLines(tx, curriculumId, lines)
    await record(ctx, tx, {
      verb: 'curriculum.edited',
      object: { type: 'curriculum', id: curriculumId },
      result: { lines: lines.length, credits: lines.reduce((sum, line) => sum + line.credits, 0) },
    })
    return { changedAt: saved.toISOString() }
  })
}
