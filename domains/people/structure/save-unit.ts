import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { UnitInput } from '../contract.ts'
import { normalPhone } from '../shared/phone.ts'
import { unit } from '../tables.ts'

/**
 * Makes a unit, or changes one (R8.1).
 * @param unitId null for a new unit
 * @throws people.code-taken (409), people.unit-in-itself (422), people.not-a-phone (422), foundation.not-found (404)
 */
export async function saveUnit(ctx: Ctx, unitId: string | null, given: UnitInput): Promise<{ id: string }> {
  const phone = given.phone ? normalPhone(given.phone) : null
  if (given.phone && !phone) throw problem('people.check-fields', { status: 422, fields: [{ path: 'phone', key: 'not-a-phone' }] })
  return change(ctx, async (tx) => {
    const id = unitId ?? newId()
    const [taken] = await tx
      .select({ id: unit.id })
      .from(unit)
      .where(and(sql`lower(${unit.code}) = lower(${given.code})`, ne(unit.id, id)))
    if (taken) throw problem('people.check-fields', { status: 409, fields: [{ path: 'code', key: 'fields.taken' }] })
    if (given.parentId) await refuseCircle(tx, id, given.parentId)
    const row = { ...given, phone }
    if (unitId) {
      const [before] = await tx.select().from(unit).where(eq(unit.id, unitId)).for('update')
      if (!before) throw problem('foundation.not-found', { status: 404 })
      await tx.update(unit).set(row).where(eq(unit.id, unitId))
      await record(ctx, tx, { verb: 'unit.changed', object: { type: 'unit', id }, context: { code: given.code } })
    } else {
      await tx.insert(unit).values({ id, ...row })
      await record(ctx, tx, { verb: 'unit.created', object: { type: 'unit', id }, context: { code: given.code } })
    }
    return { id }
  })
}

/** A unit is never above itself. */
async function refuseCircle(tx: Tx, id: string, parentId: string): Promise<void> {
  const [parent] = await tx
    .select({ id: unit.id })
    .from(unit)
    .where(and(eq(unit.id, parentId), isNull(unit.closedAt)))
  if (!parent) throw problem('people.check-fields', { status: 422, fields: [{ path: 'parentId', key: 'no-such-unit' }] })
  const up = await tx.execute<{ id: string }>(sql`
    WITH RECURSIVE up AS (SELECT id, parent_id FROM people.unit WHERE id = ${parentId} UNION SELECT u.id, u.parent_id FROM people.unit u JOIN up ON u.id = up.parent_id)
    SELECT id FROM up WHERE id = ${id}`)
  if (up.rows.length > 0) throw problem('people.check-fields', { status: 422, fields: [{ path: 'parentId', key: 'unit-in-itself' }] })
}
