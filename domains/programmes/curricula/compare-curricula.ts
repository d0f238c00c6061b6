import type { Ctx } from '../../../foundation/server/context.ts'
import type { ComparisonView, LineView } from '../contract.ts'
import { readCurriculumHead, readLines } from './read-curriculum.ts'

/** The fields that two versions of a line are compared by, in the order in which they are shown. */
const fields = [
  'semester',
  'kind',
  'electivePool',
  'electivePick',
  'credits',
  'lectureHours',
  'practicalHours',
  'laboratoryHours',
  'seminarHours',
  'independentHours',
  'controlForm',
  'block',
  'outcomes',
] as const

const shown = (line: LineView, field: (typeof fields)[number]) => {
  const value = line[field]
  return Array.isArray(value) ? value.toSorted().join(', ') : String(value ?? '')
}

/**
 * Compares two sets of lines. A line is known again by its discipline; where a discipline stands several times (by
 * semesters), first with the same semester, then in order.
 */
export function compareLines(before: readonly LineView[], after: readonly LineView[]): Pick<ComparisonView, 'differences' | 'unchanged'> {
  const left = new Set(before)
  const pairs: [LineView, LineView][] = []
  const match = (of: (line: LineView) => string) => {
    for (const line of after) {
      if (pairs.some(([, known]) => known === line)) continue
      const found = [...left].find((one) => of(one) === of(line))
      if (!found) continue
      left.delete(found)
      pairs.push([found, line])
    }
  }
  match((line) => `${line.disciplineCode}/${line.kind}/${line.semester}`)
  match((line) => `${line.disciplineCode}/${line.semester}`)
  match((line) => line.disciplineCode)
  const differences: ComparisonView['differences'] = []
  const add = (kind: 'added' | 'removed' | 'changed', line: LineView, changes: { field: string; before: string; after: string }[]) =>
    differences.push({ disciplineCode: line.disciplineCode, disciplineName: line.disciplineName, kind, semester: line.semester, line, changes })
  const matched = new Set(pairs.map(([, line]) => line))
  for (const line of left) add('removed', line, [])
  for (const line of after) if (!matched.has(line)) add('added', line, [])
  let unchanged = 0
  for (const [was, is] of pairs) {
    const changes = fields.flatMap((field) =>
      shown(was, field) === shown(is, field) ? [] : [{ field, before: shown(was, field), after: shown(is, field) }],
    )
    if (changes.length > 0) add('changed', is, changes)
    else unchanged++
  }
  differences.sort((one, other) => one.semester - other.semester || one.disciplineCode.localeCompare(other.disciplineCode))
  return { differences, unchanged }
}

/** What was added, removed and changed from one version to another. @throws 404 */
export async function compareCurricula(ctx: Ctx, beforeId: string, afterId: string): Promise<ComparisonView> {
  const [before, after, left, right] = await Promise.all([
    readCurriculumHead(ctx, beforeId),
    readCurriculumHead(ctx, afterId),
    readLines(ctx.db, beforeId),
    readLines(ctx.db, afterId),
  ])
  return { before, after, ...compareLines(left, right) }
}
