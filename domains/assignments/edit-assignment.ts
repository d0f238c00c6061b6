import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { findItem } from '../learning/index.ts'
import type { AssignmentRules } from './contract.ts'
import { rubricsOf } from './rubric/keep-rubric.ts'
import { mostPoints } from './rubric/shared/rubric.ts'
import { assignment } from './tables.ts'

/** A teacher sets what an assignment asks and takes. @throws 404 for an item of another kind; 422 when nothing is taken */
export async function editAssignment(ctx: Ctx, itemId: string, rules: AssignmentRules): Promise<AssignmentRules> {
  const found = await findItem(ctx, itemId)
  if (found?.kind !== 'assignment') throw problem('foundation.not-found', { status: 404 })
  if (!rules.acceptsFiles && !rules.acceptsText) throw problem('assignments.takes-nothing', { status: 422 })
  if (rules.lateFloor > 0 && rules.latePerDay === 0) rules = { ...rules, lateFloor: 0 }
  await change(ctx, async (tx) => {
    // with a rubric the points follow from it
    const rubric = (await rubricsOf(tx, [itemId])).get(itemId)
    if (rubric) rules = { ...rules, points: mostPoints(rubric) }
    await tx
      .insert(assignment)
      .values({ itemId, ...rules })
      .onConflictDoUpdate({ target: assignment.itemId, set: rules })
    await record(ctx, tx, { verb: 'assignment.edited', object: { type: 'item', id: itemId }, offering: found.offeringId, result: { ...rules } })
  })
  return rules
}
