import { and, eq, gte, isNull, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { GrantInput } from '../contract.ts'
import { isRole } from '../shared/roles.ts'
import { studySource } from '../study-source.ts'
import { person, roleGrant, unit } from '../tables.ts'
import { faultOfScope, grantableBy, isInReach } from './grant-rules.ts'

const fault = (path: string, key: string) => problem('people.check-fields', { status: 422, fields: [{ path, key }] })

/**
 * Gives a person a role (R4.6a). The rules stand in grant-rules.ts.
 * @throws people.own-role, people.role-above-yours (403), people.check-fields (422), people.role-held (409), foundation.not-found (404)
 */
export async function grantRole(ctx: Ctx, personId: string, given: GrantInput): Promise<{ id: string }> {
  const actor = actorOf(ctx)
  const { role, unitId, groupId } = given
  if (personId === actor.personId) throw problem('people.own-role', { status: 403, clause: 'R4.6a' })
  if (!isRole(role)) throw fault('role', 'no-such-role')
  if (!grantableBy(actor).includes(role)) throw problem('people.role-above-yours', { status: 403, clause: 'R4.6a' })
  const scopeFault = faultOfScope(role, unitId, groupId)
  if (scopeFault) throw fault(scopeFault === 'no-group-here' ? 'groupId' : 'unitId', scopeFault)
  if (!isInReach(actor, role, unitId, groupId)) throw problem('people.role-above-yours', { status: 403, clause: 'R4.6a' })
  const startsOn = given.startsOn ?? new Date().toISOString().slice(0, 10)
  if (given.endsOn && given.endsOn < startsOn) throw fault('endsOn', 'ends-before-start')
  if (groupId && !(await studySource().groupCodes(ctx.db, [groupId])).has(groupId)) throw fault('groupId', 'no-such-group')
  return change(ctx, async (tx) => {
    // Grants of one person are given one after another, so that two at once do not both pass the check below.
    const [who] = await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for('update')
    if (!who) throw problem('foundation.not-found', { status: 404 })
    if (unitId) {
      const [where] = await tx
        .select({ id: unit.id })
        .from(unit)
        .where(and(eq(unit.id, unitId), isNull(unit.closedAt)))
      if (!where) throw fault('unitId', 'no-such-unit')
    }
    const marks = and(
      eq(roleGrant.personId, personId),
      eq(roleGrant.role, role),
      unitId ? eq(roleGrant.unitId, unitId) : isNull(roleGrant.unitId),
      groupId ? eq(roleGrant.groupId, groupId) : isNull(roleGrant.groupId),
    )
    const [held] = await tx
      .select({ id: roleGrant.id })
      .from(roleGrant)
      .where(and(marks, or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, sql`current_date`))))
    if (held) throw problem('people.role-held', { status: 409 })
    // A role that was given and ended on the same day has a row with these marks already: it is opened again.
    const [ended] = await tx
      .select({ id: roleGrant.id })
      .from(roleGrant)
      .where(and(marks, eq(roleGrant.startsOn, startsOn)))
    const id = ended?.id ?? newId()
    if (ended) await tx.update(roleGrant).set({ endsOn: given.endsOn, grantedBy: actor.personId }).where(eq(roleGrant.id, id))
    else await tx.insert(roleGrant).values({ id, personId, role, unitId, groupId, startsOn, endsOn: given.endsOn, grantedBy: actor.personId })
    await record(ctx, tx, { verb: 'role.granted', object: { type: 'role', id }, about: personId, context: { role, unit: unitId, group: groupId } })
    return { id }
  })
}
