import { and, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { Role } from '../shared/roles.ts'
import { person, roleGrant } from '../tables.ts'

/**
 * Gives a person a role without a scope, as the consequence of another act that was allowed (who becomes a curator of a
 * group needs the curator's role). Nothing happens when it is held. Nobody gets a role by an act of their own.
 * @throws people.own-role (403), foundation.not-found (404)
 */
export async function holdRole(ctx: Ctx, tx: Tx, personId: string, role: Role): Promise<void> {
  const [who] = await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for('update')
  if (!who) throw problem('foundation.not-found', { status: 404 })
  const current = or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, sql`current_date`))
  const [held] = await tx
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(and(eq(roleGrant.personId, personId), eq(roleGrant.role, role), lte(roleGrant.startsOn, sql`current_date`), current))
  if (held) return
  if (personId === ctx.actor?.personId) throw problem('people.own-role', { status: 403, clause: 'R4.6a' })
  const startsOn = new Date().toISOString().slice(0, 10)
  const marks = [eq(roleGrant.personId, personId), eq(roleGrant.role, role), isNull(roleGrant.unitId), isNull(roleGrant.groupId)]
  // A role that was given and ended on the same day has its row already: it is opened again.
  const [ended] = await tx
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(and(...marks, eq(roleGrant.startsOn, startsOn)))
  const id = ended?.id ?? newId()
  if (ended)
    await tx
      .update(roleGrant)
      .set({ endsOn: null, grantedBy: ctx.actor?.personId ?? null })
      .where(eq(roleGrant.id, id))
  else await tx.insert(roleGrant).values({ id, personId, role, startsOn, grantedBy: ctx.actor?.personId ?? null })
  await record(ctx, tx, { verb: 'role.granted', object: { type: 'role', id }, about: personId, context: { role } })
}
