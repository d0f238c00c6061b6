import { and, eq, ne, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { isRole } from '../shared/roles.ts'
import { roleGrant } from '../tables.ts'
import { validToday } from '../persons/find-people.ts'
import { grantableBy, isInReach } from './grant-rules.ts'

/** The person who holds a grant; null when there is none such. */
export async function holderOf(ctx: Ctx, grantId: string): Promise<string | null> {
  const [row] = await ctx.db.select({ personId: roleGrant.personId }).from(roleGrant).where(eq(roleGrant.id, grantId))
  return row?.personId ?? null
}

/**
 * Ends a role from today on; the grant stays in the records with its end.
 * @throws people.own-role, people.role-above-yours (403), people.last-administrator (409), foundation.not-found (404)
 */
export async function endRole(ctx: Ctx, grantId: string): Promise<void> {
  const actor = actorOf(ctx)
  await change(ctx, async (tx) => {
    // Two administrators who end each other's role at once wait here for one another.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('people.role_grant.administrator'))`)
    const [grant] = await tx.select().from(roleGrant).where(eq(roleGrant.id, grantId)).for('update')
    if (!grant) throw problem('foundation.not-found', { status: 404 })
    if (!isRole(grant.role) || !grantableBy(actor).includes(grant.role) || !isInReach(actor, grant.role, grant.unitId, grant.groupId))
      throw problem('people.role-above-yours', { status: 403, clause: 'R4.6a' })
    if (grant.role === 'administrator') {
      const [other] = await tx
        .select({ id: roleGrant.id })
        .from(roleGrant)
        .where(and(eq(roleGrant.role, 'administrator'), ne(roleGrant.personId, grant.personId), validToday))
        .limit(1)
      if (!other) throw problem('people.last-administrator', { status: 409 })
    }
    if (grant.personId === actor.personId) throw problem('people.own-role', { status: 403, clause: 'R4.6a' })
    // `ends_on` is the last day it holds: yesterday ends it now.
    await tx
      .update(roleGrant)
      .set({ endsOn: sql`current_date - 1` })
      .where(eq(roleGrant.id, grantId))
    await record(ctx, tx, { verb: 'role.ended', object: { type: 'role', id: grantId }, about: grant.personId, context: { role: grant.role } })
  })
}
