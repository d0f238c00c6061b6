import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { staffPost, unit } from '../tables.ts'
import { heldToday } from './read-structure.ts'

/**
 * Closes a unit: it stays in the records, and leaves the structure. Only an empty one can be closed.
 * @throws foundation.not-found (404), people.unit-not-empty (409) while it has units below it or staff
 */
export async function closeUnit(ctx: Ctx, unitId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx
      .select({ id: unit.id })
      .from(unit)
      .where(and(eq(unit.id, unitId), isNull(unit.closedAt)))
      .for('update')
    if (!found) throw problem('foundation.not-found', { status: 404 })
    const [below] = await tx
      .select({ id: unit.id })
      .from(unit)
      .where(and(eq(unit.parentId, unitId), isNull(unit.closedAt)))
      .limit(1)
    const [post] = await tx
      .select({ id: staffPost.id })
      .from(staffPost)
      .where(and(eq(staffPost.unitId, unitId), heldToday))
      .limit(1)
    if (below || post) throw problem('people.unit-not-empty', { status: 409 })
    await tx.update(unit).set({ closedAt: new Date() }).where(eq(unit.id, unitId))
    await record(ctx, tx, { verb: 'unit.closed', object: { type: 'unit', id: unitId } })
  })
}
