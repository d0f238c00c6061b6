import { eq } from 'drizzle-orm'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { curriculum, curriculumLine } from '../tables.ts'
import type { LineInput } from '../contract.ts'

/**
 * Locks a curriculum for a change of its lines. Only drafts change; an approved version is copied into a new one.
 * @throws 404, 409 `programmes.curriculum-fixed`
 */
export async function lockDraft(tx: Tx, curriculumId: string): Promise<typeof curriculum.$inferSelect> {
  const [own] = await tx.select().from(curriculum).where(eq(curriculum.id, curriculumId)).for('update')
  if (!own) throw problem('foundation.not-found', { status: 404 })
  if (own.state !== 'draft') throw problem('programmes.curriculum-fixed', { status: 409, clause: 'R4.2a', facts: { state: own.state } })
  return own
}

/** A line to write: a checked input, or a line of another version. */
type NewLine = Omit<LineInput, 'id' | 'kind' | 'controlForm'> & { kind: string; controlForm: string }

/** Puts these lines in the place of all lines of a locked draft. */
export async function replaceLines(tx: Tx, curriculumId: string, lines: readonly NewLine[]): Promise<Date> {
  await tx.delete(curriculumLine).where(eq(curriculumLine.curriculumId, curriculumId))
  const places = new Map<number, number>()
  const rows = lines.map((line) => {
    const position = places.get(line.semester) ?? 0
    places.set(line.semester, position + 1)
    return {
      curriculumId,
      position,
      disciplineId: line.disciplineId,
      semester: line.semester,
      kind: line.kind,
      credits: line.credits,
      electivePool: line.kind === 'elective' ? line.electivePool : null,
      electivePick: line.kind === 'elective' ? (line.electivePick ?? 1) : null,
      lectureHours: line.lectureHours,
      practicalHours: line.practicalHours,
      laboratoryHours: line.laboratoryHours,
      seminarHours: line.seminarHours,
      independentHours: line.independentHours,
      controlForm: line.controlForm,
      block: line.block || null,
      outcomes: line.outcomes,
    }
  })
  if (rows.length > 0) await tx.insert(curriculumLine).values(rows)
  const changedAt = new Date()
  await tx.update(curriculum).set({ changedAt }).where(eq(curriculum.id, curriculumId))
  return changedAt
}
