import { eq } from 'drizzle-orm'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { normalPhone } from '../shared/phone.ts'
import { person } from '../tables.ts'

/** A person corrects the own e-mail and telephone; names and numbers are the registrar's. @throws people.check-fields (422) */
export async function changeOwnContacts(ctx: Ctx, given: { email: string | null; phone: string | null }): Promise<void> {
  const { personId } = actorOf(ctx)
  const phone = given.phone ? normalPhone(given.phone) : null
  if (given.phone && !phone) throw problem('people.check-fields', { status: 422, fields: [{ path: 'phone', key: 'not-a-phone' }] })
  await change(ctx, async (tx) => {
    await tx.update(person).set({ email: given.email, phone, changedAt: new Date() }).where(eq(person.id, personId))
    await record(ctx, tx, {
      verb: 'person.changed',
      object: { type: 'person', id: personId },
      about: personId,
      context: { fields: ['email', 'phone'] },
    })
  })
}
